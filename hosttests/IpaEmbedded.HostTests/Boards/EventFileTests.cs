using IpaEmbedded.Boards.Linux.Kernel;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>Keys that the kernel reads: what becomes of them when events are lost, the device goes, or they are given back.</summary>
[TestClass]
public sealed class EventFileTests : IDisposable
{
    private const ushort Synchronization = 0;
    private const ushort KeyType = 1;
    private const ushort SwitchType = 5;
    private const ushort Dropped = 3;
    private const ulong GetKeys = 0x80604518;
    private const ulong GetSwitches = 0x8008451b;
    private const long Hour = 3600L * 1000 * 1000;

    private readonly TemporaryFolder _folder = new();
    private readonly BoardTime _time = new();
    private readonly EventLoop _loop;
    private readonly List<string> _heard = [];

    // What the kernel says of the keys, whatever its events were.
    private readonly HashSet<int> _heldKeys = [];
    private readonly HashSet<int> _setSwitches = [];

    public EventFileTests() => _loop = new EventLoop(_time);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void What_was_lost_when_too_many_events_came_is_read_anew()
    {
        using var pipe = new EventPipe(_folder);
        Key[] keys = [Named("enter", 28), Named("up", 103)];
        using var file = Open(keys);

        // The rest of what was being told when the queue overflowed is no change that can be relied on.
        _heldKeys.UnionWith([28, 103]);
        pipe.Write([.. Event(KeyType, 28, 1), .. Report, .. Event(Synchronization, Dropped, 0), .. Event(KeyType, 28, 0), .. Report]);
        Pass();

        Assert.AreEqual("enter 1, up 1", string.Join(", ", _heard));
        pipe.Write([.. Event(KeyType, 103, 0), .. Report]);
        Pass();
        Assert.AreEqual("enter 1, up 1, up 0", string.Join(", ", _heard));
    }

    [TestMethod]
    public void Events_that_are_older_than_the_state_that_was_read_anew_change_nothing()
    {
        using var pipe = new EventPipe(_folder);
        using var file = Open([Named("enter", 28)]);

        // It was pressed after the overrun and released since: the kernel takes the release out of its queue as it tells the state.
        pipe.Write([.. Event(Synchronization, Dropped, 0), .. Report, .. Event(KeyType, 28, 1), .. Report]);
        Pass();

        Assert.AreEqual("", string.Join(", ", _heard));
    }

    [TestMethod]
    public void An_overrun_whose_end_comes_with_a_later_read_is_over_then()
    {
        using var pipe = new EventPipe(_folder);
        using var file = Open([Named("enter", 28), Named("up", 103)]);

        pipe.Write([.. Event(Synchronization, Dropped, 0), .. Event(KeyType, 28, 1)]);
        Pass();
        Assert.AreEqual("", string.Join(", ", _heard));
        _heldKeys.Add(103);
        pipe.Write(Report);
        Pass();

        Assert.AreEqual("up 1", string.Join(", ", _heard));
    }

    [TestMethod]
    public void A_handler_that_throws_keeps_no_key_from_what_was_read_with_its_event()
    {
        using var pipe = new EventPipe(_folder);
        Key[] keys = [Named("enter", 28), Named("up", 103)];
        using var file = Open(keys);
        keys[0].Changed += (_, pressed) =>
        {
            if (pressed)
            {
                throw new IOException("a LED that has gone");
            }
        };

        pipe.Write([.. Event(KeyType, 28, 1), .. Report, .. Event(KeyType, 28, 0), .. Report, .. Event(KeyType, 103, 1), .. Report]);
        Assert.ThrowsExactly<IOException>(Pass);
        Pass();

        Assert.AreEqual("enter 1, enter 0, up 1", string.Join(", ", _heard));
    }

    [TestMethod]
    public void A_key_that_is_held_when_its_device_goes_is_released()
    {
        var pipe = new EventPipe(_folder);
        Key[] keys = [Named("enter", 28), Named("up", 103)];
        using var file = Open(keys);
        pipe.Write([.. Event(KeyType, 28, 1), .. Report]);
        Pass();
        Assert.IsTrue(keys[0].IsPressed);

        pipe.Dispose();
        Pass();

        Assert.AreEqual("enter 1, enter 0", string.Join(", ", _heard));
        Assert.AreEqual(-1, file.Descriptor);
    }

    [TestMethod]
    public void Keys_that_are_given_back_while_they_are_told_hear_nothing_more()
    {
        using var pipe = new EventPipe(_folder);
        var key = Named("power", 116);
        var file = Open([key]);
        key.Changed += (_, _) => file.Dispose();

        pipe.Write([.. Event(KeyType, 116, 1), .. Report, .. Event(KeyType, 116, 0), .. Report]);
        Pass();

        Assert.AreEqual("power 1", string.Join(", ", _heard));
    }

    [TestMethod]
    public void Handlers_run_as_work_of_their_own_and_not_while_other_work_waits()
    {
        using var pipe = new EventPipe(_folder);
        using var calls = new DispatcherQueue();
        using var file = Open([Named("enter", 28)]);
        _time.Watch(calls);
        var completion = new Completion();
        _loop.Post(new WorkItem(() =>
        {
            pipe.Write([.. Event(KeyType, 28, 1), .. Report]);
            calls.Enqueue(completion.Complete);
            Assert.IsTrue(_loop.Wait(completion, Hour));
            _heard.Add("the work is done");
        }));

        _loop.RunPending();

        Assert.AreEqual("the work is done, enter 1", string.Join(", ", _heard));
    }

    [TestMethod]
    public void A_handler_that_waits_hears_what_comes_meanwhile_after_what_came_before()
    {
        using var pipe = new EventPipe(_folder);
        using var calls = new DispatcherQueue();
        Key[] keys = [Named("enter", 28), Named("up", 103)];
        using var file = Open(keys);
        _time.Watch(calls);
        var completion = new Completion();
        keys[0].Changed += (_, _) =>
        {
            if (!completion.IsDone)
            {
                pipe.Write([.. Event(KeyType, 28, 1), .. Report, .. Event(KeyType, 103, 0), .. Report]);
                calls.Enqueue(completion.Complete);
                Assert.IsTrue(_loop.Wait(completion, Hour));
            }
        };

        pipe.Write([.. Event(KeyType, 28, 1), .. Report, .. Event(KeyType, 103, 1), .. Report, .. Event(KeyType, 28, 0), .. Report]);
        Pass();
        Pass();

        Assert.AreEqual("enter 1, up 1, enter 0, enter 1, up 0", string.Join(", ", _heard));
    }

    [TestMethod]
    public void A_switch_is_told_by_events_of_switches_and_a_key_by_those_of_keys()
    {
        using var pipe = new EventPipe(_folder);
        Key[] keys = [Named("lid", 0), Named("mode", 1), Named("esc", 1)];
        using var file = Open(keys, [SwitchType, SwitchType, KeyType]);
        _setSwitches.Add(1);

        file.ReportState();
        Assert.AreEqual("mode 1", string.Join(", ", _heard));
        pipe.Write([.. Event(SwitchType, 0, 1), .. Event(KeyType, 1, 1), .. Event(SwitchType, 1, 0), .. Report]);
        Pass();

        Assert.AreEqual("mode 1, lid 1, esc 1, mode 0", string.Join(", ", _heard));
    }

    private static byte[] Report => Event(Synchronization, 0, 0);

    private static byte[] Event(ushort type, ushort code, int value) =>
        [.. new byte[2 * IntPtr.Size], .. BitConverter.GetBytes(type), .. BitConverter.GetBytes(code), .. BitConverter.GetBytes(value)];

    private void Pass()
    {
        _time.WaitUntil(_time.Now);
        _loop.RunPending();
    }

    private EventFile Open(Key[] keys, uint[]? types = null) => new(Path.Combine(_folder.FolderPath, "events"), _time, _loop, keys, types, State);

    private Key Named(string name, uint code) => new(name, code) { Changed = (key, pressed) => _heard.Add($"{key.Name} {(pressed ? 1 : 0)}") };

    /// <summary>The kernel's answer: one bit for each code.</summary>
    private void State(int descriptor, string path, string what, ulong request, Span<byte> bits)
    {
        bits.Clear();
        foreach (var code in request switch { GetKeys => _heldKeys, GetSwitches => _setSwitches, _ => throw new IOException($"{path}: {what}: control 0x{request:x}") })
        {
            bits[code / 8] |= (byte)(1 << code % 8);
        }
    }
}
