using IpaEmbedded.Qualcomm.CommandDatabase.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.CommandDatabase;

/// <summary>Gives the RPMh address and auxiliary data of a resource by its name ("IP0", "MC0"); the boot firmware wrote the table.</summary>
public sealed class CommandDatabaseTable
{
    private readonly DmaMemory _memory;

    /// <summary>Creates a reader over the reserved memory that holds the table.</summary>
    public CommandDatabaseTable(DmaMemory memory)
    {
        _memory = memory;
    }

    /// <summary>Checks that the memory holds a command database.</summary>
    /// <exception cref="HardwareException">It does not.</exception>
    public void Validate()
    {
        if (_memory.Size < CommandDatabaseLayout.Data)
        {
            throw new HardwareException("command DB: region of " + _memory.Size.ToString() + " bytes, its header needs 144");
        }
        uint magic = _memory.Read32(CommandDatabaseLayout.Magic);
        if (magic != CommandDatabaseLayout.MagicWord)
        {
            throw new HardwareException("command DB: magic is 0x" + magic.ToString("X8") + ", expected 0x0C0330DB");
        }
    }

    /// <summary>Whether there is a resource of this name.</summary>
    public bool Contains(string name)
    {
        int dataOffset;
        return Find(name, out dataOffset) >= 0;
    }

    /// <summary>RPMh address of a resource.</summary>
    /// <exception cref="HardwareException">There is no such resource, or the table is damaged.</exception>
    public uint AddressOf(string name)
    {
        int dataOffset;
        return _memory.Read32(Require(name, out dataOffset) + CommandDatabaseLayout.EntryAddress);
    }

    /// <summary>Copies a resource's auxiliary data and returns how many bytes there are; what does not fit is left out.</summary>
    /// <exception cref="HardwareException">There is no such resource, or the table is damaged.</exception>
    public int ReadAuxiliary(string name, byte[] target)
    {
        int dataOffset;
        int entry = Require(name, out dataOffset);
        int length = _memory.Read16(entry + CommandDatabaseLayout.EntryLength);
        int start = dataOffset + _memory.Read16(entry + CommandDatabaseLayout.EntryOffset);
        if (length > _memory.Size - start || start > _memory.Size)
        {
            throw new HardwareException("command DB: auxiliary data of " + name + " (" + length.ToString() + " bytes at "
                + start.ToString() + ") leaves the region of " + _memory.Size.ToString() + " bytes");
        }
        _memory.CopyTo(start, target, 0, length < target.Length ? length : target.Length);
        return length;
    }

    private int Require(string name, out int dataOffset)
    {
        int entry = Find(name, out dataOffset);
        if (entry < 0) { throw new HardwareException("command DB: no resource \"" + name + "\""); }
        return entry;
    }

    private int Find(string name, out int dataOffset)
    {
        dataOffset = 0;
        for (int i = 0; i < CommandDatabaseLayout.ResourceHeaderCount; i++)
        {
            int header = CommandDatabaseLayout.ResourceHeaders + i * CommandDatabaseLayout.ResourceHeaderSize;
            if (_memory.Read16(header + CommandDatabaseLayout.SlaveId) == 0) { return -1; }
            int first = CommandDatabaseLayout.Data + _memory.Read16(header + CommandDatabaseLayout.HeaderOffset);
            int count = _memory.Read16(header + CommandDatabaseLayout.Count);
            if (first > _memory.Size || count > (_memory.Size - first) / CommandDatabaseLayout.EntrySize)
            {
                throw new HardwareException("command DB: resource header " + i.ToString() + " names " + count.ToString()
                    + " entries at " + first.ToString() + ", which leave the region of " + _memory.Size.ToString() + " bytes");
            }
            for (int n = 0; n < count; n++)
            {
                int entry = first + n * CommandDatabaseLayout.EntrySize;
                if (HasName(entry, name))
                {
                    dataOffset = CommandDatabaseLayout.Data + _memory.Read16(header + CommandDatabaseLayout.DataOffset);
                    return entry;
                }
            }
        }
        return -1;
    }

    private bool HasName(int entry, string name)
    {
        if (name.Length > CommandDatabaseLayout.EntryNameLength) { return false; }
        for (int i = 0; i < CommandDatabaseLayout.EntryNameLength; i++)
        {
            int expected = i < name.Length ? name[i] : 0;
            if (_memory.Read8(entry + i) != expected) { return false; }
        }
        return true;
    }
}
