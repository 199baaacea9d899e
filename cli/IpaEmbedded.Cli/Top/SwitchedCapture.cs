using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Top;

/// <summary>A recorder that makes a capture while it is switched on, each time a file of its own: ipa-1.pcapng, ipa-2.pcapng ...</summary>
public sealed class SwitchedCapture(string folder, Terminal terminal) : BoardRecorder, IDisposable
{
    private OutputFile? _file;
    private LinkCapture? _capture;
    private string _name = "";
    private int _number;

    /// <summary>Begins a capture, or ends it; says which.</summary>
    public string Toggle() => _capture is null ? Begin() : End();

    public override void OnFrame(long microseconds, bool uplink, int endpoint, ReadOnlySpan<byte> frame) => _capture?.OnFrame(microseconds, uplink, endpoint, frame);

    public override void OnMessage(long microseconds, bool toModem, uint apPort, uint modemPort, ReadOnlySpan<byte> message) => _capture?.OnMessage(microseconds, toModem, apPort, modemPort, message);

    public override void OnPacket(long microseconds, bool outbound, ReadOnlySpan<byte> packet) => _capture?.OnPacket(microseconds, outbound, packet);

    /// <summary>Ends a capture that is under way; says where it is, nothing if there was none.</summary>
    /// <exception cref="CommandFailure">The disk has not taken everything.</exception>
    public string Finish() => _capture is null ? "" : Complete();

    /// <summary>Ends a capture that is under way; what it has is kept.</summary>
    public void Dispose()
    {
        if (_capture is not null)
        {
            End();
        }
    }

    private string Begin()
    {
        do
        {
            _name = Path.Combine(folder, $"ipa-{++_number}.pcapng");
        }
        while (File.Exists(_name));
        try
        {
            _file = OutputFile.Record(_name, terminal);
            _capture = new LinkCapture(_file.Stream);
            return $"records into {ShownText.Escape(_name)}";
        }
        catch (CommandFailure failure)
        {
            Forget();
            return failure.Message;
        }
    }

    private string End()
    {
        try
        {
            return Complete();
        }
        catch (CommandFailure failure)
        {
            return failure.Message;
        }
    }

    private string Complete()
    {
        try
        {
            _file!.Commit();
            return $"{ShownText.Escape(_name)} is complete";
        }
        finally
        {
            Forget();
        }
    }

    private void Forget()
    {
        _file?.Dispose();
        _file = null;
        _capture = null;
    }
}
