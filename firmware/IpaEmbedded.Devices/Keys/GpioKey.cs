using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Devices.Keys;

/// <summary>
/// Reads a key from its pin. With edges, the level counts that the pin has after no edge came for the debounce interval; polled, the level that as many polls in a row
/// see as the interval is long. The pin is read as work, since it may be one of an expander on a bus.
/// </summary>
internal sealed class GpioKey
{
    // Where the tree names no interval: often enough for a finger.
    private const uint PollMilliseconds = 10;

    private readonly Key _key;
    private readonly GpioLine _line;
    private readonly DelayedWork _reading;
    private readonly uint _debounceMilliseconds;
    private uint _pollMilliseconds;
    private uint _seen;

    /// <summary>Creates a reader; an interval of 0 for polling asks for edges.</summary>
    internal GpioKey(EventLoop loop, Key key, GpioLine line, uint debounceMilliseconds, uint pollMilliseconds)
    {
        _key = key;
        _line = line;
        _debounceMilliseconds = debounceMilliseconds;
        _pollMilliseconds = pollMilliseconds;
        _reading = new DelayedWork(loop, Read);
    }

    internal void Start()
    {
        if (_pollMilliseconds > 0) { _line.SetInput(); }
        else if (!_line.Watch(OnEdge)) { _pollMilliseconds = PollMilliseconds; }
        _key.Report(_line.Read());
        if (_pollMilliseconds > 0) { _reading.Start(_pollMilliseconds * 1000L); }
    }

    internal void Stop()
    {
        _reading.Cancel();
    }

    private void OnEdge(bool active)
    {
        _reading.Start(_debounceMilliseconds * 1000L);
    }

    private void Read()
    {
        if (_pollMilliseconds > 0) { _reading.Start(_pollMilliseconds * 1000L); }
        bool pressed = _line.Read();
        _seen = pressed == _key.IsPressed ? 0 : _seen + 1;
        if (_pollMilliseconds > 0 && (ulong)_seen * _pollMilliseconds < _debounceMilliseconds) { return; }
        _key.Report(pressed);
        _seen = 0;
    }
}
