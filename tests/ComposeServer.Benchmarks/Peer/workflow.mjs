// The peer's version of the composed chain: a Mastra workflow of three echoes, each of what the one before gave, as an MCP tool over stdio.
// node workflow.mjs COMMAND ARGUMENT…   (the server behind it)
import { createStep, createWorkflow } from '@mastra/core/workflows';
import { MCPClient, MCPServer } from '@mastra/mcp';
import { z } from 'zod';

const [command, ...args] = process.argv.slice(2);
const upstream = new MCPClient({ servers: { everything: { command, args, protocolVersion: 'legacy' } } });
const tools = await upstream.listTools();
const echo = tools.everything_echo;

const textOf = result => result.content?.[0]?.text ?? result;
const step = id => createStep({
  id,
  inputSchema: z.object({ message: z.string() }),
  outputSchema: z.object({ message: z.string() }),
  execute: async ({ inputData }) => ({ message: textOf(await echo.execute({ message: inputData.message }, {})) }),
});

const chain = createWorkflow({
  id: 'chain',
  description: 'Echo three times',
  inputSchema: z.object({ message: z.string() }),
  outputSchema: z.object({ message: z.string() }),
})
  .then(step('one'))
  .then(step('two'))
  .then(step('three'))
  .commit();

await new MCPServer({ id: 'peer', name: 'peer', version: '1.0.0', tools: {}, workflows: { chain } }).startStdio();
