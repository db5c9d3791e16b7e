using ComposeServer.Configuration;

namespace ComposeServer.Tests.Configuration;

public sealed class HomeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("home-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Names_the_four_files()
    {
        var home = new Home(_folder);
        Assert.Equal(
            ["composed-tools.json", "servers.json", "settings.json", "upstreams.json"],
            new[] { home.ComposedTools, home.Servers, home.Settings, home.Upstreams }.Select(f => Path.GetRelativePath(_folder, f)));
    }

    [Fact]
    public void The_option_goes_before_the_environment_and_a_tilde_is_the_user_folder()
    {
        Assert.Equal(_folder, Home.Locate(_folder).Directory);
        Assert.Equal(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "x"), Home.Locate("~/x").Directory);
    }

    [Fact]
    public void Is_created_and_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var home = new Home(Path.Combine(_folder, "a", "b"));
        home.Ensure();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(home.Directory));

        File.WriteAllText(home.Servers, "{}");
        File.SetUnixFileMode(home.Servers, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        home.Ensure();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(home.Servers));
    }
}
