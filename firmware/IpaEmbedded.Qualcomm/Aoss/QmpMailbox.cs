using System;
using IpaEmbedded.Qualcomm.Aoss.Layout;
using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Aoss;

/// <summary>Sends messages to the always-on subsystem through its message RAM, one at a time, each taken within a second.</summary>
public sealed class QmpMailbox : AossMessages
{
    private const long StepTimeoutMicroseconds = 1000000;

    private readonly EventLoop _loop;
    private readonly DmaMemory _ram;
    private readonly Mailbox _mailbox;
    private readonly int _channel;
    private readonly ConsumerInterrupt _line;
    private readonly Completion _changed = new Completion();
    private int _boxOffset;
    private int _boxSize;
    private bool _open;

    /// <summary>Creates the mailbox; <see cref="Open"/> connects it.</summary>
    public QmpMailbox(EventLoop loop, DmaMemory ram, Mailbox mailbox, int channel, ConsumerInterrupt line)
    {
        _loop = loop;
        _ram = ram;
        _mailbox = mailbox;
        _channel = channel;
        _line = line;
    }

    /// <summary>Whether the channel is up.</summary>
    public bool IsOpen
    {
        get { return _open; }
    }

    /// <summary>Brings link and channel up.</summary>
    /// <exception cref="HardwareException">The message RAM is not what it should be, or a step was not answered within a second.</exception>
    public void Open()
    {
        if (_ram.Size < MessageRamLayout.Size) { throw new HardwareException("AOSS message RAM of " + _ram.Size.ToString() + " bytes, expected at least 60"); }
        uint magic = _ram.Read32(MessageRamLayout.Magic);
        uint version = _ram.Read32(MessageRamLayout.Version);
        if (magic != MessageRamLayout.MagicWord) { throw new HardwareException("AOSS message RAM has magic 0x" + magic.ToString("X8") + ", expected 0x4D41494C"); }
        if (version != 1) { throw new HardwareException("AOSS message RAM has version " + version.ToString() + ", expected 1"); }
        uint size = _ram.Read32(MessageRamLayout.LocalBoxSize);
        uint offset = _ram.Read32(MessageRamLayout.LocalBoxOffset);
        if (size < 8 || offset < MessageRamLayout.Size || (offset & 3) != 0 || offset > (uint)_ram.Size || size > (uint)_ram.Size - offset)
        {
            throw new HardwareException("AOSS message box (" + size.ToString() + " bytes at " + offset.ToString() + ") is not inside the message RAM of "
                + _ram.Size.ToString() + " bytes");
        }
        _boxSize = (int)size;
        _boxOffset = (int)offset;
        _line.Request(_changed.Complete);
        try
        {
            Connect();
            _open = true;
        }
        finally
        {
            if (!_open) { Close(); }
        }
    }

    /// <summary>Takes channel and link down.</summary>
    public void Close()
    {
        _open = false;
        _ram.Write32(MessageRamLayout.LocalChannelState, MessageRamLayout.Down);
        _ram.Write32(MessageRamLayout.LocalLinkState, MessageRamLayout.Down);
        _mailbox.Kick(_channel);
        _line.Free();
    }

    /// <inheritdoc/>
    public override void Send(string text, int length)
    {
        if (!_open) { throw new HardwareException("AOSS channel is not open"); }
        if (length <= 0 || (length & 3) != 0 || length > _boxSize - 4)
        {
            throw new ArgumentException("AOSS message of " + length.ToString() + " bytes; expected a multiple of 4 up to " + (_boxSize - 4).ToString());
        }
        if (text.Length >= length) { throw new ArgumentException("AOSS message \"" + text + "\" does not fit into " + length.ToString() + " bytes with its final zero"); }
        for (int i = 0; i < length; i += 4)
        {
            uint word = 0;
            for (int b = 0; b < 4; b++)
            {
                if (i + b < text.Length) { word |= (uint)(text[i + b] & 0x7f) << (8 * b); }
            }
            _ram.Write32(_boxOffset + 4 + i, word);
        }
        _changed.Reset();

        // The length announces the message, so it is written after the text.
        _ram.Write32(_boxOffset, (uint)length);
        _mailbox.Kick(_channel);
        if (!WaitFor(_boxOffset, 0))
        {
            _ram.Write32(_boxOffset, 0);
            throw new HardwareException("AOSS did not take \"" + text + "\" within one second");
        }
    }

    private void Connect()
    {
        _ram.Write32(MessageRamLayout.RemoteLinkAcknowledge, _ram.Read32(MessageRamLayout.RemoteLinkState));
        Step(MessageRamLayout.LocalLinkState, MessageRamLayout.LocalLinkAcknowledge, "acknowledge our link");
        Step(MessageRamLayout.LocalChannelState, MessageRamLayout.RemoteChannelState, "bring its channel up");
        Step(MessageRamLayout.RemoteChannelAcknowledge, MessageRamLayout.LocalChannelAcknowledge, "acknowledge our channel");
    }

    private void Step(int write, int expect, string what)
    {
        _changed.Reset();
        _ram.Write32(write, MessageRamLayout.Up);
        _mailbox.Kick(_channel);
        if (!WaitFor(expect, MessageRamLayout.Up))
        {
            throw new HardwareException("AOSS did not " + what + " within one second (0x" + _ram.Read32(expect).ToString("X8") + ")");
        }
    }

    private bool WaitFor(int offset, uint value)
    {
        long deadline = _loop.Now + StepTimeoutMicroseconds;
        while (true)
        {
            if (_ram.Read32(offset) == value) { return true; }
            if (!_loop.Wait(_changed, deadline - _loop.Now)) { return _ram.Read32(offset) == value; }
            _changed.Reset();
        }
    }
}
