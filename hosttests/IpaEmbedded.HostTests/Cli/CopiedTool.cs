namespace IpaEmbedded.HostTests.Cli;

/// <summary>The command and what lies beside it in a folder outside the checkout, as an installed tool is.</summary>
internal sealed class CopiedTool : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CopiedTool()
    {
        Directory.CreateDirectory(_folder["tool"]);
        Directory.CreateDirectory(_folder["work"]);
        // Beside the tests lie the same files, among many others.
        string output = AppContext.BaseDirectory.Replace("hosttests/IpaEmbedded.HostTests", "cli/IpaEmbedded.Cli", StringComparison.Ordinal);
        foreach (string file in Directory.GetFiles(output, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_folder["tool"], Path.GetRelativePath(output, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>An empty folder to work in.</summary>
    public string Work => _folder["work"];

    /// <summary>Where the command lies.</summary>
    public string Folder => _folder["tool"];

    /// <summary>Runs a command line in <see cref="Work"/>.</summary>
    public CommandRun Run(params string[] args) => CommandRun.OfTool(Path.Combine(Folder, "ipa.dll"), Work, args);

    public void Dispose() => _folder.Dispose();
}
