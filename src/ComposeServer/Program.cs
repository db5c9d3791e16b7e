return await ComposeServer.Cli.ProgramCommand.RunAsync(args);
