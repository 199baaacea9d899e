using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Boards.Linux.Kernel;

/// <summary>
/// Keys that the kernel reads itself, through an event file (linux/input.h), as input pins: pin n is the n-th key code, high while it is pressed. The kernel has
/// taken polarity and bounces out. Opened at the first question.
/// </summary>
public sealed class EventFile : GpioController, IDisposable
{
    // One bit for each key code (EVIOCGKEY).
    private const ulong GetKeys = 0x80604518;
    private const int KeyBytes = 0x60;
    private const ushort KeyEvent = 1;
    private const int Released = 0;
    private const int Repeated = 2;

    private readonly string _path;
    private readonly BoardTime _time;
    private readonly uint[] _codes;
    private readonly GpioEdgeHandler?[] _handlers;
    private Source? _source;

    /// <param name="path">The file, such as /dev/input/event0.</param>
    /// <param name="time">Waits for events.</param>
    /// <param name="codes">Key codes ("linux,code"), in the order of the pins.</param>
    public EventFile(string path, BoardTime time, uint[] codes)
    {
        _path = path;
        _time = time;
        _codes = codes;
        _handlers = new GpioEdgeHandler?[codes.Length];
    }

    /// <summary>Size of one event in bytes: two numbers of the machine's width for the time, then type, code and value.</summary>
    internal static int EventSize => TimeSize + 8;

    private static int TimeSize => 2 * IntPtr.Size;

    /// <inheritdoc/>
    public override int PinCount => _codes.Length;

    /// <inheritdoc/>
    public override void SetInput(int pin) => Open();

    /// <inheritdoc/>
    public override void SetOutput(int pin, bool high) => throw new NotSupportedException($"{_path}: a key is not an output");

    /// <inheritdoc/>
    public override void Write(int pin, bool high) => throw new NotSupportedException($"{_path}: a key is not an output");

    /// <inheritdoc/>
    public override bool Read(int pin)
    {
        var keys = new byte[KeyBytes];
        LibC.Control(Open(), _path, "state of the keys", GetKeys, keys);
        var code = _codes[pin];
        return code / 8 < KeyBytes && (keys[code / 8] >> (int)(code % 8) & 1) != 0;
    }

    /// <inheritdoc/>
    public override bool Watch(int pin, GpioEdgeHandler? handler)
    {
        _handlers[pin] = handler;
        Open();
        return handler is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_source is not null)
        {
            _time.Unwatch(_source);
            LibC.Close(_source.Descriptor);
        }

        _source = null;
    }

    private int Open()
    {
        if (_source is null)
        {
            _source = new Source(this, LibC.Open(_path, LibC.NonBlocking));
            _time.Watch(_source);
        }

        return _source.Descriptor;
    }

    private void OnEvent(ReadOnlySpan<byte> report)
    {
        var code = BinaryPrimitives.ReadUInt16LittleEndian(report[(TimeSize + 2)..]);
        var value = BinaryPrimitives.ReadInt32LittleEndian(report[(TimeSize + 4)..]);
        if (BinaryPrimitives.ReadUInt16LittleEndian(report[TimeSize..]) != KeyEvent || value == Repeated)
        {
            return;
        }

        for (var pin = 0; pin < _codes.Length; pin++)
        {
            if (_codes[pin] == code)
            {
                _handlers[pin]?.Invoke(value != Released);
            }
        }
    }

    private sealed class Source(EventFile file, int descriptor) : PollSource
    {
        private readonly byte[] _events = new byte[16 * EventSize];
        private bool _gone;

        public override int Descriptor => _gone ? -1 : descriptor;

        public override void OnReady()
        {
            var count = LibC.TryRead(descriptor, _events);
            // The device is gone: a descriptor that only has errors would keep the loop from sleeping.
            _gone = count <= 0 && count != -LibC.TryAgain;
            for (var at = 0; at + EventSize <= count; at += EventSize)
            {
                file.OnEvent(_events.AsSpan(at, EventSize));
            }
        }
    }
}
