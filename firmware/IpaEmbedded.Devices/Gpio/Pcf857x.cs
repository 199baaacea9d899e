using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Devices.Gpio;

/// <summary>
/// The 8 or 16 pins of an expander without registers: what is written is the latch, what is read the pins. A pin whose latch is 1 is pulled up weakly and is input
/// and high output at once; open drain is all that there is. Edges come when its interrupt is wired.
/// </summary>
public sealed class Pcf857x : GpioController
{
    private readonly I2cClient _client;
    private readonly int _bytes;
    private readonly bool _hasInterrupt;
    private readonly byte[] _buffer = new byte[2];
    private readonly GpioEdgeHandler[] _handlers;
    private int _latch;
    private int _seen;
    // What the handlers know: whoever reads a pin meanwhile sees the change of another, of which its handler is still to hear.
    private int _told;
    private I2cStatus _lastStatus;

    internal Pcf857x(I2cClient client, int pins, int latch, bool hasInterrupt)
    {
        _client = client;
        _bytes = pins / 8;
        _latch = latch;
        _hasInterrupt = hasInterrupt;
        _handlers = new GpioEdgeHandler[pins];
    }

    /// <inheritdoc/>
    public override int PinCount
    {
        get { return _handlers.Length; }
    }

    /// <summary>How the last transfer ended; a pin has no other way to say that the chip is gone.</summary>
    public I2cStatus LastStatus
    {
        get { return _lastStatus; }
    }

    /// <inheritdoc/>
    public override void SetInput(int pin)
    {
        Write(pin, true);
    }

    /// <inheritdoc/>
    public override void SetOutput(int pin, bool high)
    {
        Write(pin, high);
    }

    /// <summary>Level of a pin; that which was read before when the chip does not answer.</summary>
    public override bool Read(int pin)
    {
        Sample();
        return (_seen >> pin & 1) != 0;
    }

    /// <inheritdoc/>
    public override void Write(int pin, bool high)
    {
        _latch = high ? _latch | 1 << pin : _latch & ~(1 << pin);
        _buffer[0] = (byte)_latch;
        _buffer[1] = (byte)(_latch >> 8);
        _lastStatus = _client.Write(_buffer, _bytes);
    }

    /// <inheritdoc/>
    public override bool SetPull(int pin, GpioPull pull)
    {
        return pull == GpioPull.Unchanged || pull == GpioPull.Up;
    }

    /// <inheritdoc/>
    public override bool SetDrive(int pin, GpioDrive drive)
    {
        return drive != GpioDrive.OpenSource;
    }

    /// <inheritdoc/>
    public override bool Watch(int pin, GpioEdgeHandler handler)
    {
        if (!_hasInterrupt) { return false; }
        Sample();
        _told = (_told & ~(1 << pin)) | (_seen & 1 << pin);
        _handlers[pin] = handler;
        return true;
    }

    /// <summary>Reads all pins, which also ends the chip's interrupt.</summary>
    internal I2cStatus Sample()
    {
        _lastStatus = _client.Read(_buffer, _bytes);
        if (_lastStatus == I2cStatus.FullTransfer) { _seen = _buffer[0] | (_bytes == 2 ? _buffer[1] << 8 : 0); }
        return _lastStatus;
    }

    internal void OnInterrupt()
    {
        int before = _told;
        Sample();
        int now = _seen;
        _told = now;
        for (int pin = 0; pin < _handlers.Length; pin++)
        {
            bool high = (now >> pin & 1) != 0;
            if (_handlers[pin] != null && high != ((before >> pin & 1) != 0)) { _handlers[pin](high); }
        }
    }
}
