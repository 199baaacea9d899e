using System.Diagnostics;
using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>One run of the <c>ipa</c> command: exit code and both streams.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs a command line inside this process, its streams redirected into strings.</summary>
    public static CommandRun Of(params string[] args) => OfColumns(80, args);

    /// <summary>The same on a terminal of so many columns.</summary>
    public static CommandRun OfColumns(int columns, params string[] args)
    {
        using var standardOut = new StringWriter { NewLine = "\n" };
        using var standardError = new StringWriter { NewLine = "\n" };
        int exit = CommandLine.Run(args, new Terminal(standardOut, standardError, outColumns: columns));
        return new CommandRun(exit, standardOut.ToString(), standardError.ToString());
    }

    /// <summary>Runs a command line as a process of its own in a directory, with extra environment variables.</summary>
    public static CommandRun OfProcess(string directory, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "ipa.dll"), .. args]) { WorkingDirectory = directory };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
        return Of(start);
    }

    /// <summary>Runs a copy of the command in a directory.</summary>
    public static CommandRun OfTool(string assembly, string directory, params string[] args) =>
        Of(new ProcessStartInfo("dotnet", ["exec", assembly, .. args]) { WorkingDirectory = directory });

    /// <summary>Runs a script of the shell in a directory.</summary>
    public static CommandRun OfShell(string directory, string script) => Of(new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = directory });

    private static CommandRun Of(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string standardOut = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandRun(process.ExitCode, standardOut, error.Result);
    }

    /// <summary>The same in the root of the repository.</summary>
    public static CommandRun InRepository(params string[] args) => OfProcess(RepositoryRoot.Folder, new Dictionary<string, string>(), args);

    public override string ToString() => $"exit {ExitCode}\n{Out}{Error}";
}
