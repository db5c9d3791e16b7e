namespace ComposeServer.Hosting;

/// <summary>What the command line says of where things are kept.</summary>
/// <param name="Home">The home; null for the environment's or the default one.</param>
/// <param name="Config">A file to read instead of the home's <c>servers.json</c>; null for that one.</param>
internal sealed record HomeOptions(string? Home = null, string? Config = null);
