using System.CommandLine;
using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Cli.Usage;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The option that records the link to the modem of a command that may change its rights meanwhile.</summary>
internal sealed class CaptureOption
{
    private readonly Option<string?> _capture = new Option<string?>("--capture") { Description = "Record IP, QMAP and QMI.", HelpName = "FILE.pcapng" }.Names(FileUse.Written);

    public void AddTo(Command command) => command.Add(_capture);

    /// <summary>Whether the command line asks for it.</summary>
    public bool IsAsked(System.CommandLine.Parsing.CommandResult result) => result.GetResult(_capture) is not null;

    /// <summary>Opens what the option names; null if it names nothing.</summary>
    /// <exception cref="CommandFailure">The file cannot be written.</exception>
    public Session? Begin(ParseResult parsed, Terminal terminal) => parsed.GetValue(_capture) is { } path ? new Session(path, terminal) : null;

    /// <summary>One recording, which takes its name when it is complete.</summary>
    public sealed class Session : IDisposable
    {
        private readonly PendingStream _stream = new();
        private readonly string _path;
        private readonly Terminal _terminal;
        private OutputFile? _file;

        public Session(string path, Terminal terminal)
        {
            _path = path;
            _terminal = terminal;
            _file = OutputFile.Record(path, terminal);
            Recorder = new LinkCapture(_stream);
        }

        /// <summary>Is to be told what happens on the board.</summary>
        public BoardRecorder Recorder { get; }

        /// <summary>Gives up a file that gets its name at the end, for somebody with fewer rights to open it again.</summary>
        public void GiveUpName()
        {
            if (_file?.IsStream == false)
            {
                _file.Dispose();
                _file = null;
            }
        }

        /// <summary>Opens the file, unless it is open, and writes into it from now on.</summary>
        /// <exception cref="CommandFailure">It cannot be written.</exception>
        public void Open()
        {
            _file ??= OutputFile.Record(_path, _terminal);
            _stream.Continue(_file.Stream);
        }

        /// <summary>Completes it.</summary>
        /// <exception cref="CommandFailure">The disk has not taken everything.</exception>
        public void Finish()
        {
            if (_file is null)
            {
                return;
            }
            if (!_stream.IsContinued)
            {
                _stream.Continue(_file.Stream);
            }
            _file.Commit();
        }

        public void Dispose() => _file?.Dispose();
    }
}
