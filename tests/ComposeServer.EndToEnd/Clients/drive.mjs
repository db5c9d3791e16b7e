// Lists all pages of tools, makes the calls that it is told to, and prints what came of each as one JSON object.
export async function drive(client, transport, calls) {
  const errors = [];
  client.onerror = error => errors.push(String(error));
  await client.connect(transport);
  const tools = [];
  let cursor;
  do {
    const page = await client.listTools(cursor ? { cursor } : undefined);
    tools.push(...page.tools.map(tool => tool.name));
    cursor = page.nextCursor;
  } while (cursor);
  const answers = [];
  for (const call of calls) {
    try {
      const { content, structuredContent, isError } = await client.callTool(call);
      answers.push({ content, structuredContent, isError: isError === true });
    } catch (error) {
      answers.push({ threw: String(error) });
    }
  }
  await client.close();
  process.stdout.write(JSON.stringify({ tools, answers, errors }));
}

// node SCRIPT ERA CALLS COMMAND ARGUMENT…
export const [era, calls, command, ...args] = process.argv.slice(2);
