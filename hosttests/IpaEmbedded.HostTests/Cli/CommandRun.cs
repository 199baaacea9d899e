using System.Diagnostics;
using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>One run of the <c>ipa</c> command: exit code and both streams.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs a command line inside this process, its streams redirected into strings.</summary>
    public static CommandRun Of(params string[] args)
    {
        using var standardOut = new StringWriter { NewLine = "\n" };
        using var standardError = new StringWriter { NewLine = "\n" };
        int exit = CommandLine.Run(args, new Terminal(standardOut, standardError));
        return new CommandRun(exit, standardOut.ToString(), standardError.ToString());
    }

    /// <summary>Runs a command line as a process of its own in a directory, with extra environment variables.</summary>
    public static CommandRun OfProcess(string directory, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = directory };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ipa.dll"));
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
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
