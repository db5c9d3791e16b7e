// The client that most agents have: the official TypeScript SDK's. Measures echoes through several servers in turns, and prints the times.
// node measure.mjs '{"servers": {NAME: {command, args, env, cwd, modern}}, "subjects": [{server, tool, calls, prefix}], "samples": N, "warmUp": N}'
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const round = 50;
const plan = JSON.parse(process.argv[2]);
const clients = {};
for (const [name, { command, args, env, cwd, modern }] of Object.entries(plan.servers)) {
  const mode = modern ? { pin: '2026-07-28' } : 'legacy';
  clients[name] = new Client({ name: 'benchmark', version: '1' }, { versionNegotiation: { mode } });
  await clients[name].connect(new StdioClientTransport({ command, args, env: { ...process.env, ...env }, cwd, stderr: 'ignore' }));
  await clients[name].listTools();
}

let number = 0;
async function once({ server, tool, calls, prefix }) {
  const first = `message ${++number}`;
  let message = first;
  for (let i = 0; i < calls; i++)
    message = textOf(await clients[server].callTool({ name: tool, arguments: { message } }));
  if (message !== prefix + first)
    throw new Error(`"${message}" came instead of "${prefix + first}"`);
}

// The peer gives the record of a workflow's run as JSON in a text.
function textOf(result) {
  const { text } = result.content[0];
  if (result.isError)
    throw new Error(text);
  return text.startsWith('{"status"') ? JSON.parse(text).result.message : text;
}

for (const subject of plan.subjects)
  for (let i = 0; i < plan.warmUp; i++)
    await once(subject);
const times = plan.subjects.map(() => []);
for (let done = 0; done < plan.samples; done += round)
  for (const [s, subject] of plan.subjects.entries())
    for (let i = 0; i < round; i++) {
      const start = performance.now();
      await once(subject);
      times[s].push(performance.now() - start);
    }

for (const client of Object.values(clients))
  await client.close();
// All of it, before the end: a pipe holds only so much.
process.stdout.write(JSON.stringify(times), () => process.exit(0));
