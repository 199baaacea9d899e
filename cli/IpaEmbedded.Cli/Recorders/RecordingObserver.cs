using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>Tells recorders what happens inside the chip, and passes everything on to another observer.</summary>
internal sealed class RecordingObserver(EventLoop loop, IReadOnlyList<BoardRecorder> recorders, ChipObserver? next) : ChipObserver
{
    public override void OnUplink(int endpoint, byte[] frame, int length)
    {
        Frame(true, endpoint, length);
        next?.OnUplink(endpoint, frame, length);
    }

    public override void OnDownlink(int endpoint, ulong address, byte[] bytes, int offset, int length)
    {
        Frame(false, endpoint, length);
        next?.OnDownlink(endpoint, address, bytes, offset, length);
    }

    public override void OnEvent(int ring, int index, int channel, ulong element, int length, bool blocked)
    {
        foreach (BoardRecorder recorder in recorders)
        {
            recorder.OnEvent(loop.Now, ring, channel, blocked);
        }
        next?.OnEvent(ring, index, channel, element, length, blocked);
    }

    public override void OnIpaInterrupt(int number)
    {
        foreach (BoardRecorder recorder in recorders)
        {
            recorder.OnIpaInterrupt(loop.Now, number);
        }
        next?.OnIpaInterrupt(number);
    }

    public override void OnChannelCommand(int channel, uint opcode, uint before, uint after) => next?.OnChannelCommand(channel, opcode, before, after);

    public override void OnEventRingCommand(int ring, uint opcode, uint before, uint after) => next?.OnEventRingCommand(ring, opcode, before, after);

    public override void OnGenericCommand(int channel, uint opcode, uint result) => next?.OnGenericCommand(channel, opcode, result);

    public override void OnImmediateCommand(int endpoint, uint opcodeField) => next?.OnImmediateCommand(endpoint, opcodeField);

    public override void OnMicrocontroller(bool response, byte value) => next?.OnMicrocontroller(response, value);

    public override void OnMicrocontrollerCommand(byte command) => next?.OnMicrocontrollerCommand(command);

    public override void OnMessage(bool toModem, uint apPort, uint modemPort, byte[] message, int length) => next?.OnMessage(toModem, apPort, modemPort, message, length);

    private void Frame(bool uplink, int endpoint, int length)
    {
        foreach (BoardRecorder recorder in recorders)
        {
            recorder.OnFrame(loop.Now, uplink, endpoint, length);
        }
    }
}
