// An upstream of the era without handshakes, on the TypeScript SDK of the second line (@modelcontextprotocol/server): over standard
// input and output, or over streamable HTTP on a free port that it prints. Those who come with a handshake are turned away.
// node modern.mjs stdio|http
import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, fromJsonSchema, inputRequired, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

const text = text => ({ content: [{ type: 'text', text }] });
const schema = (properties = {}) => fromJsonSchema({ type: 'object', properties, required: Object.keys(properties) });
const name = { name: { type: 'string' } };

let hasGrown = false;
let givenUp = 0;
let changed = () => {};

function serve() {
  const server = new McpServer({ name: 'modern', version: '1.0.0' }, { capabilities: { tools: { listChanged: true } } });
  const tool = (name, properties, act) => server.registerTool(name, { description: name, inputSchema: schema(properties) }, act);
  server.registerTool('greet', { description: 'greet', inputSchema: schema(name), outputSchema: schema({ greeting: { type: 'string' } }) },
    async ({ name }) => ({ ...text(`Hello, ${name}`), structuredContent: { greeting: `Hello, ${name}` } }));
  tool('refuse', {}, async () => ({ ...text('no plums'), isError: true }));
  tool('route', { region: { type: 'string', 'x-mcp-header': 'Region' } },
    async (_, { http }) => text(http ? http.req.headers.get('mcp-param-region') : 'no headers'));
  tool('count', {}, async (_, { mcpReq }) => {
    for (let progress = 1; progress <= 3; progress++)
      await mcpReq.notify({ method: 'notifications/progress', params: { progressToken: mcpReq._meta.progressToken, progress, total: 3 } });
    return text('counted');
  });
  tool('hang', {}, (_, { mcpReq }) => new Promise(resolve => mcpReq.signal.addEventListener('abort', () => {
    givenUp++;
    resolve(text('too late'));
  })));
  tool('given_up', {}, async () => text(`${givenUp}`));
  tool('ask', {}, async () => inputRequired({ inputRequests: { sure: inputRequired.elicit({ message: 'Sure?', requestedSchema: schema() }) } }));
  const late = tool('late', {}, async () => text('better than never'));
  if (!hasGrown)
    late.disable();
  tool('grow', {}, async () => {
    hasGrown = true;
    late.enable();
    changed();
    return text('grown');
  });
  return server;
}

if (process.argv[2] === 'stdio')
  serveStdio(serve, { legacy: 'reject' });
else {
  const handler = createMcpHandler(serve, { legacy: 'reject' });
  changed = () => handler.notify.toolsChanged();
  const listener = createServer(toNodeHandler(handler)).listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: listener.address().port })));
}
