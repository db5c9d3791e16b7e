// The TypeScript SDK's client of the second line (@modelcontextprotocol/client), in either era.
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { args, calls, command, drive, era } from './drive.mjs';

const mode = era === 'Modern' ? { pin: '2026-07-28' } : 'legacy';
const client = new Client({ name: 'end-to-end', version: '1' }, { versionNegotiation: { mode } });
await drive(client, new StdioClientTransport({ command, args, stderr: 'ignore' }), JSON.parse(calls));
