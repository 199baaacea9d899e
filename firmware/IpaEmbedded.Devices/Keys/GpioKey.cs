using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Devices.Keys;

/// <summary>
/// Reads a key from its pin. With edges, the level counts that the pin has after no edge came for the debounce interval; polled, the level that as many polls in a row
/// see as the interval is long.
/// </summary>
internal sealed class GpioKey
{
    // Where the tree names no interval: often enough for a finger.
    private const uint PollMilliseconds = 10;

    private readonly Key _key;
    private readonly GpioLine _line;
    private readonly EventLoopTimer _timer;
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
        _timer = new EventLoopTimer(loop, OnTimer);
    }

    internal void Start()
    {
        if (_pollMilliseconds > 0) { _line.SetInput(); }
        else if (!_line.Watch(OnEdge)) { _pollMilliseconds = PollMilliseconds; }
        _key.Report(_line.Read());
        if (_pollMilliseconds > 0) { _timer.Start(_pollMilliseconds * 1000L); }
    }

    internal void Stop()
    {
        _timer.Cancel();
    }

    private void OnEdge(bool active)
    {
        _timer.Start(_debounceMilliseconds * 1000L);
    }

    private void OnTimer()
    {
        bool pressed = _line.Read();
        if (_pollMilliseconds == 0)
        {
            _key.Report(pressed);
            return;
        }
        _timer.Start(_pollMilliseconds * 1000L);
        _seen = pressed == _key.IsPressed ? 0 : _seen + 1;
        if ((ulong)_seen * _pollMilliseconds < _debounceMilliseconds || _seen == 0) { return; }
        _seen = 0;
        _key.Report(pressed);
    }
}
