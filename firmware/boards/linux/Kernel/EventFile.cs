using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux.Kernel;

/// <summary>Tells keys of what the kernel has read through its event file (linux/input.h); it has taken polarity and bounces out.</summary>
internal sealed class EventFile : PollSource, IDisposable
{
    // One bit for each key code (EVIOCGKEY).
    private const ulong GetKeys = 0x80604518;
    private const int KeyBytes = 0x60;
    private const ushort KeyEvent = 1;
    private const int Released = 0;
    private const int Repeated = 2;

    private readonly BoardTime _time;
    private readonly EventLoop _loop;
    private readonly WorkItem _telling;
    private readonly Key[] _keys;
    private readonly byte[] _events = new byte[16 * EventSize];
    private readonly int _descriptor;
    private bool _isTelling;
    private bool _isGone;

    /// <summary>Opens the file; events come from the loop's next wait on.</summary>
    /// <param name="path">The file, such as /dev/input/event0.</param>
    /// <param name="time">Waits for events.</param>
    /// <param name="loop">Tells the keys as work, so that their handlers may wait.</param>
    /// <param name="keys">The keys, by their codes.</param>
    public EventFile(string path, BoardTime time, EventLoop loop, Key[] keys)
    {
        _time = time;
        _loop = loop;
        _telling = new WorkItem(Tell);
        _keys = keys;
        _descriptor = LibC.Open(path, LibC.NonBlocking);
        _time.Watch(this);
    }

    /// <summary>Size of one event in bytes: two numbers of the machine's width for the time, then type, code and value.</summary>
    public static int EventSize => TimeSize + 8;

    /// <inheritdoc/>
    public override int Descriptor => _isGone || _isTelling || _telling.IsQueued ? -1 : _descriptor;

    private static int TimeSize => 2 * IntPtr.Size;

    /// <summary>Tells the keys of their state now, for those that are held already.</summary>
    public void ReportState(string path)
    {
        var state = new byte[KeyBytes];
        LibC.Control(_descriptor, path, "state of the keys", GetKeys, state);
        foreach (var key in _keys)
        {
            key.Report(key.Code / 8 < KeyBytes && (state[key.Code / 8] >> (int)(key.Code % 8) & 1) != 0);
        }
    }

    /// <inheritdoc/>
    public override void OnReady() => _loop.Post(_telling);

    /// <inheritdoc/>
    public void Dispose()
    {
        _loop.Cancel(_telling);
        _time.Unwatch(this);
        LibC.Close(_descriptor);
    }

    private void Tell()
    {
        var count = LibC.TryRead(_descriptor, _events);
        // The device is gone: a descriptor that only has errors would keep the loop from sleeping.
        _isGone = count <= 0 && count != -LibC.TryAgain;
        // While a handler waits the kernel keeps what comes meanwhile.
        _isTelling = true;
        try
        {
            for (var at = 0; at + EventSize <= count; at += EventSize)
            {
                Report(_events.AsSpan(at, EventSize));
            }
        }
        finally
        {
            _isTelling = false;
        }
    }

    private void Report(ReadOnlySpan<byte> report)
    {
        var code = BinaryPrimitives.ReadUInt16LittleEndian(report[(TimeSize + 2)..]);
        var value = BinaryPrimitives.ReadInt32LittleEndian(report[(TimeSize + 4)..]);
        if (BinaryPrimitives.ReadUInt16LittleEndian(report[TimeSize..]) != KeyEvent || value == Repeated)
        {
            return;
        }

        foreach (var key in _keys.Where(key => key.Code == code))
        {
            key.Report(value != Released);
        }
    }
}
