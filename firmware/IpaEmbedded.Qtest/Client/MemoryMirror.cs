using System.Globalization;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qtest;

/// <summary>
/// Local copies of memory behind a qtest connection. What the driver wrote goes to the machine before the hardware may
/// look; what the hardware wrote comes back after each command in which it may have done so.
/// </summary>
/// <remarks>
/// Client and hardware take turns, so the two directions never meet: while a command runs, only the hardware writes.
/// RAM is sent at the barrier before a doorbell, as on a machine whose caches are not coherent; memory of the device
/// (SRAM, SMEM) at once with the next register write.
/// </remarks>
public sealed class MemoryMirror
{
    private readonly QtestConnection _connection;
    private readonly List<DmaMemory> _copies = [];
    private readonly MemoryWatch _ram = new();
    private readonly MemoryWatch _device = new();
    private bool _asksForChanges = true;
    private byte[] _bytes = [];

    /// <summary>Creates a mirror without memory.</summary>
    public MemoryMirror(QtestConnection connection)
    {
        _connection = connection;
    }

    /// <summary>Adds zeroed RAM for DMA.</summary>
    public DmaMemory AddRam(ulong address, int length)
    {
        _connection.Execute(string.Create(CultureInfo.InvariantCulture, $"memset 0x{address:x} {length} 0"));
        // So that the machine finds accesses outside of what was allocated; a server without this command does not.
        _connection.TryExecute(string.Create(CultureInfo.InvariantCulture, $"dma_map 0x{address:x} {length}"), out _);
        return Add(_ram, new DmaMemory(address, length));
    }

    /// <summary>Adds memory of the device, with what it holds.</summary>
    public DmaMemory AddDeviceMemory(ulong address, int length)
    {
        var copy = new DmaMemory(address, length);
        Fetch(copy, address, length);
        return Add(_device, copy);
    }

    /// <summary>Gives up a copy.</summary>
    public void Remove(DmaMemory copy)
    {
        _copies.Remove(copy);
        if (_ram.Remove(copy.Address))
        {
            _connection.TryExecute(string.Create(CultureInfo.InvariantCulture, $"dma_unmap 0x{copy.Address:x} {copy.Size}"), out _);
        }
        _device.Remove(copy.Address);
        if (_asksForChanges)
        {
            _connection.Execute($"memory_unwatch 0x{copy.Address:x}");
        }
    }

    /// <summary>Sends what the driver wrote: to memory of the device, and at a <paramref name="barrier"/> to RAM too.</summary>
    public void Send(bool barrier)
    {
        Send(_device);
        // Who fetches everything would fetch over what was not sent.
        if (barrier || !_asksForChanges)
        {
            Send(_ram);
        }
    }

    /// <summary>Fetches what the hardware wrote.</summary>
    public void Fetch()
    {
        if (!_asksForChanges)
        {
            foreach (DmaMemory copy in _copies)
            {
                Fetch(copy, copy.Address, copy.Size);
            }
            return;
        }
        string changes;
        while ((changes = _connection.Execute("memory_changes")).Length > 0)
        {
            string[] words = changes.Split(' ');
            for (int i = 0; i + 1 < words.Length; i += 2)
            {
                ulong address = QtestConnection.Number(words[i]);
                int length = (int)QtestConnection.Number(words[i + 1]);
                if (_copies.Find(each => address >= each.Address && address - each.Address < (ulong)each.Size) is { } copy)
                {
                    Fetch(copy, address, length);
                }
            }
        }
    }

    private DmaMemory Add(MemoryWatch watch, DmaMemory copy)
    {
        watch.Add(copy, 0, copy.Size);
        _copies.Add(copy);
        // A server without this command is asked for everything each time.
        _asksForChanges = _asksForChanges && _connection.TryExecute(string.Create(CultureInfo.InvariantCulture, $"memory_watch 0x{copy.Address:x} {copy.Size}"), out _) is not null;
        return copy;
    }

    private void Fetch(DmaMemory copy, ulong address, int length)
    {
        if (_bytes.Length < length)
        {
            _bytes = new byte[length];
        }
        _connection.Read(address, _bytes.AsSpan(0, length));
        copy.CopyFrom((int)(address - copy.Address), _bytes, 0, length);
        _ram.Know(address, _bytes.AsSpan(0, length));
        _device.Know(address, _bytes.AsSpan(0, length));
    }

    private void Send(MemoryWatch watch)
    {
        foreach ((ulong address, int length) in watch.TakeChanges(int.MaxValue))
        {
            DmaMemory copy = _copies.Find(each => address >= each.Address && address - each.Address < (ulong)each.Size)!;
            byte[] bytes = new byte[length];
            copy.CopyTo((int)(address - copy.Address), bytes, 0, length);
            _connection.Write(address, bytes);
        }
    }
}
