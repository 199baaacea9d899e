using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Cli.Report;
using IpaEmbedded.Cli.Runs;
using IpaEmbedded.Cli.Usage;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The options that make something of a whole run: a page to look at, and a file to compare later runs with.</summary>
internal sealed class RunOutputs
{
    private readonly Option<string?> _report = new Option<string?>("--report") { Description = "Make a page to look at: timeline, rings, messages, registers, devices.", HelpName = "FILE.html" }.Names(FileUse.Written);
    private readonly Option<string?> _trace = new Option<string?>("--trace") { Description = "Keep the run as JSON, for programs and for --against.", HelpName = "FILE.json" }.Names(FileUse.Written);
    private readonly Option<string?> _against = new Option<string?>("--against") { Description = "Show in the page what differs from a run that --trace has kept.", HelpName = "RUN.json" }.Names(FileUse.Read);

    /// <param name="json">The command's option that prints its result as JSON; null if it has none.</param>
    public void AddTo(Command command, Option<bool>? json)
    {
        command.Add(_report);
        command.Add(_trace);
        command.Add(_against);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_against) is not null && result.GetResult(_report) is null)
            {
                result.AddError("--against shows its differences in the page of --report, which is missing");
            }
            if (json is not null && result.GetValue(json) && command.Options.Any(option => FileNames.UseOf(option) == FileUse.Written && result.GetResult(option)?.Tokens is [{ Value: "-" }]))
            {
                result.AddError("--json goes to standard output, so that no recording can go there too");
            }
        });
    }

    /// <summary>True if the command line asks for something.</summary>
    public bool IsAsked(CommandResult result) => result.GetResult(_report) is not null || result.GetResult(_trace) is not null;

    /// <summary>Reads and opens what the options name; null if they name nothing.</summary>
    /// <exception cref="CommandFailure">A file cannot be read or written.</exception>
    public Session? Begin(ParseResult parsed, Terminal terminal)
    {
        string? report = parsed.GetValue(_report);
        string? trace = parsed.GetValue(_trace);
        if (report is null && trace is null)
        {
            return null;
        }
        Run? against = parsed.GetValue(_against) is { } earlier ? RunFile.Read(earlier) : null;
        var session = new Session(report, trace, against, terminal);
        session.Open();
        return session;
    }

    /// <summary>The files of one run, which take their names when the run is complete.</summary>
    public sealed class Session(string? report, string? trace, Run? against, Terminal terminal) : IDisposable
    {
        private readonly RunRecording _recording = new();
        private OutputFile? _report;
        private OutputFile? _trace;

        /// <summary>Is to be told what happens on the board.</summary>
        public BoardRecorder Recorder => _recording;

        /// <summary>Opens the files, unless they are open.</summary>
        /// <exception cref="CommandFailure">One of them cannot be written.</exception>
        public void Open()
        {
            _report ??= report is null ? null : OutputFile.Record(report, terminal);
            _trace ??= trace is null ? null : OutputFile.Record(trace, terminal);
        }

        /// <summary>Writes the files.</summary>
        /// <exception cref="CommandFailure">The disk does not take them.</exception>
        public void Finish(LoadedTree tree, BootReport boot, uint seed, IEnumerable<string> faults)
        {
            Open();
            Run run = _recording.Complete(boot);
            run.Tree = ShownPath.Of(tree.File.Path);
            run.Seed = seed;
            run.Faults = [.. faults];
            _trace?.Stream.Write(RunFile.Write(run));
            _trace?.Commit();
            _report?.Stream.Write(Encoding.UTF8.GetBytes(RunPage.Of(run, tree.File.Tree!, against)));
            _report?.Commit();
        }

        /// <summary>Gives up files that get their names at the end, for somebody with fewer rights to open them again.</summary>
        public void GiveUpNames()
        {
            GiveUp(ref _report);
            GiveUp(ref _trace);

            static void GiveUp(ref OutputFile? file)
            {
                if (file?.IsStream == false)
                {
                    file.Dispose();
                    file = null;
                }
            }
        }

        public void Dispose()
        {
            _report?.Dispose();
            _trace?.Dispose();
        }
    }
}
