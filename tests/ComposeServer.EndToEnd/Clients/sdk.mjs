// The TypeScript SDK's client of the first line (@modelcontextprotocol/sdk), which knows the handshake only.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { args, calls, command, drive } from './drive.mjs';

const client = new Client({ name: 'end-to-end', version: '1' });
await drive(client, new StdioClientTransport({ command, args, stderr: 'ignore' }), JSON.parse(calls));
