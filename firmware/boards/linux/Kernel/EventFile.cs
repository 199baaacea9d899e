using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux.Kernel;

/// <summary>Tells keys of what the kernel has read through its event file (linux/input.h); it has taken polarity and bounces out.</summary>
internal sealed class EventFile : PollSource, IDisposable
{
    /// <summary>Type of the events of keys (EV_KEY), which a node's "linux,input-type" has where it says none.</summary>
    public const uint KeyType = 1;

    /// <summary>Type of the events of switches (EV_SW): a lid, a slider.</summary>
    public const uint SwitchType = 5;

    // One bit for each code of a key (EVIOCGKEY) or a switch (EVIOCGSW).
    private const ulong GetKeys = 0x80604518;
    private const int KeyBytes = 0x60;
    private const ulong GetSwitches = 0x8008451B;
    private const int SwitchBytes = 8;
    private const uint SynchronizationType = 0;
    private const ushort ReportCode = 0;
    private const ushort DroppedCode = 3;
    private const int Released = 0;
    private const int Repeated = 2;

    private readonly string _path;
    private readonly BoardTime _time;
    private readonly EventLoop _loop;
    private readonly WorkItem _telling;
    private readonly Key[] _keys;
    private readonly uint[]? _types;
    private readonly DeviceControl _control;
    private readonly byte[] _events = new byte[16 * EventSize];
    private readonly int _descriptor;
    private int _read;
    private int _told;
    private bool _isOverrun;
    private bool _isTelling;
    private bool _hasEnded;

    /// <summary>Opens the file; events come from the loop's next wait on.</summary>
    /// <param name="path">The file, such as /dev/input/event0.</param>
    /// <param name="time">Waits for events.</param>
    /// <param name="loop">Tells the keys as work, so that their handlers may wait.</param>
    /// <param name="keys">The keys, by their codes.</param>
    /// <param name="types">The type of each key's events; null where all are keys and none is a switch.</param>
    /// <param name="control">What asks the kernel for states.</param>
    public EventFile(string path, BoardTime time, EventLoop loop, Key[] keys, uint[]? types = null, DeviceControl? control = null)
    {
        _path = path;
        _types = types;
        _control = control ?? LibC.Control;
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
    public override int Descriptor => _hasEnded || _isTelling || _telling.IsQueued ? -1 : _descriptor;

    private static int TimeSize => 2 * IntPtr.Size;

    /// <summary>Tells the keys of their state now, for those that are held already.</summary>
    public void ReportState()
    {
        Span<byte> keys = stackalloc byte[KeyBytes];
        Span<byte> switches = stackalloc byte[SwitchBytes];
        ReadState(keys, switches);
        ReportState(keys, switches);
    }

    /// <inheritdoc/>
    public override void OnReady() => _loop.Post(_telling);

    /// <inheritdoc/>
    public void Dispose()
    {
        _hasEnded = true;
        _loop.Cancel(_telling);
        _time.Unwatch(this);
        LibC.Close(_descriptor);
    }

    private void Tell()
    {
        if (_told >= _read && !Read())
        {
            return;
        }

        // While a handler waits the kernel keeps what comes meanwhile.
        _isTelling = true;
        try
        {
            while (_told < _read && !_hasEnded)
            {
                var at = _told;
                _told += EventSize;
                if (!Take(_events.AsSpan(at, EventSize)))
                {
                    _told = _read;
                }
            }
        }
        finally
        {
            _isTelling = false;
            // A handler that throws does so to whoever runs the loop; what was read with its event is told afterwards.
            if (_told < _read && !_hasEnded)
            {
                _loop.Post(_telling);
            }
        }
    }

    private bool Read()
    {
        var count = LibC.TryRead(_descriptor, _events);
        if (count <= 0 && count != -LibC.TryAgain)
        {
            OnGone();
            return false;
        }

        (_told, _read) = (0, Math.Max(0, count / EventSize * EventSize));
        return true;
    }

    /// <summary>Takes one event; false when those behind it that were read are older than what the keys have been told.</summary>
    private bool Take(ReadOnlySpan<byte> report)
    {
        uint type = BinaryPrimitives.ReadUInt16LittleEndian(report[TimeSize..]);
        var code = BinaryPrimitives.ReadUInt16LittleEndian(report[(TimeSize + 2)..]);
        var value = BinaryPrimitives.ReadInt32LittleEndian(report[(TimeSize + 4)..]);
        if (type == SynchronizationType)
        {
            // The kernel's queue was full: nothing counts up to the end of the report that was cut.
            var isEnd = _isOverrun && code == ReportCode;
            _isOverrun = code == DroppedCode || (_isOverrun && !isEnd);
            return !isEnd || !TryReportState();
        }

        for (var i = 0; i < _keys.Length && !_isOverrun && value != Repeated; i++)
        {
            if (_keys[i].Code == code && TypeOf(i) == type)
            {
                _keys[i].Report(value != Released);
            }
        }

        return true;
    }

    private bool TryReportState()
    {
        Span<byte> keys = stackalloc byte[KeyBytes];
        Span<byte> switches = stackalloc byte[SwitchBytes];
        try
        {
            ReadState(keys, switches);
        }
        catch (IOException)
        {
            // The device is going, as the next read says.
            return false;
        }

        ReportState(keys, switches);
        return true;
    }

    private void ReadState(Span<byte> keys, Span<byte> switches)
    {
        _control(_descriptor, _path, "state of the keys", GetKeys, keys);
        if (_types?.Contains(SwitchType) == true)
        {
            _control(_descriptor, _path, "state of the switches", GetSwitches, switches);
        }
    }

    private void ReportState(ReadOnlySpan<byte> keys, ReadOnlySpan<byte> switches)
    {
        for (var i = 0; i < _keys.Length && !_hasEnded; i++)
        {
            var code = _keys[i].Code;
            var state = TypeOf(i) == KeyType ? keys : TypeOf(i) == SwitchType ? switches : [];
            _keys[i].Report(code / 8 < state.Length && (state[(int)(code / 8)] >> (int)(code % 8) & 1) != 0);
        }
    }

    // A descriptor that only has errors would keep the loop from sleeping. Nobody holds a key of a device that is gone; where its switches are, nobody knows.
    private void OnGone()
    {
        _hasEnded = true;
        for (var i = 0; i < _keys.Length; i++)
        {
            if (TypeOf(i) == KeyType)
            {
                _keys[i].Report(false);
            }
        }
    }

    private uint TypeOf(int index) => _types is null ? KeyType : _types[index];
}
