using System.Buffers.Binary;

namespace IpaEmbedded.DeviceTree;

/// <summary>The header of a blob after every offset and size in it was checked against the file.</summary>
public sealed class FlatLayout
{
    private FlatLayout(byte[] blob)
    {
        Blob = blob;
    }

    /// <summary>The whole file.</summary>
    public byte[] Blob { get; }

    /// <summary>Version of the format, as the header states it.</summary>
    public uint Version { get; private set; }

    /// <summary>Physical id of the boot CPU.</summary>
    public uint BootCpu { get; private set; }

    /// <summary>Size that the header states, in bytes; the file may be longer.</summary>
    public int TotalBytes { get; private set; }

    /// <summary>Offset of the structure block.</summary>
    public int StructureStart { get; private set; }

    /// <summary>Offset behind the structure block.</summary>
    public int StructureEnd { get; private set; }

    /// <summary>Offset of the strings block.</summary>
    public int StringsStart { get; private set; }

    /// <summary>Offset behind the strings block.</summary>
    public int StringsEnd { get; private set; }

    /// <summary>Offset of the memory reserve map.</summary>
    public int ReserveMapStart { get; private set; }

    /// <summary>Checks the header; null, with a finding that says which field is wrong, if the blob cannot be read.</summary>
    public static FlatLayout? Read(byte[] blob, string fileName, DiagnosticBag diagnostics)
    {
        void Report(string id, string message) =>
            diagnostics.Add(new Diagnostic(id, DiagnosticSeverity.Error, message) { FileName = fileName });

        if (blob.Length < 8)
        {
            Report(DiagnosticIds.BlobTruncated, $"the file has {blob.Length} bytes, less than the start of a devicetree header");
            return null;
        }
        uint magic = Word(blob, 0);
        if (magic != FlatHeader.Magic)
        {
            string hint = BinaryPrimitives.ReverseEndianness(magic) == FlatHeader.Magic ? "; its bytes are swapped" : "";
            Report(DiagnosticIds.BlobMagic, $"the file starts with 0x{magic:x8}, a devicetree blob starts with 0xd00dfeed{hint}");
            return null;
        }
        uint total = Word(blob, 4);
        if (total > (uint)blob.Length)
        {
            Report(DiagnosticIds.BlobTruncated, $"the header says {total} bytes, the file has {blob.Length}");
            return null;
        }
        int shortestHeader = FlatHeader.HeaderBytesOf(1);
        if (blob.Length < shortestHeader)
        {
            Report(DiagnosticIds.BlobTruncated, $"the file has {blob.Length} bytes, less than the {shortestHeader} of the shortest header");
            return null;
        }
        uint version = Word(blob, 20), compatible = Word(blob, 24);
        int headerBytes = FlatHeader.HeaderBytesOf(version);
        if (version < 1 || compatible > version || compatible > FlatHeader.Version || version is > 3 and < 16)
        {
            Report(DiagnosticIds.BlobVersion, $"version {version} (compatible with {compatible}) is none of 1, 2, 3, 16, 17 and later compatible ones");
            return null;
        }
        if (total < (uint)headerBytes)
        {
            Report(DiagnosticIds.BlobTruncated, $"the header says {total} bytes, less than its own {headerBytes}");
            return null;
        }
        uint structure = Word(blob, 8), strings = Word(blob, 12), reserve = Word(blob, 16);
        ulong stringsEnd = version >= 3 ? (ulong)strings + Word(blob, 32) : total;
        ulong structureEnd = version >= 17 ? (ulong)structure + Word(blob, 36) : structure <= strings ? Math.Min(strings, total) : total;
        bool Inside(string name, uint start, ulong end, uint alignment)
        {
            if (start < (uint)headerBytes || start > total || end > total || start > end)
            {
                Report(DiagnosticIds.BlobBlock, $"the {name} block (0x{start:x} to 0x{end:x}) does not lie between the header's end 0x{headerBytes:x} and the total size 0x{total:x}");
                return false;
            }
            if (start % alignment != 0)
            {
                Report(DiagnosticIds.BlobBlock, $"the {name} block starts at 0x{start:x}, which is not a multiple of {alignment}");
                return false;
            }
            return true;
        }

        if (!Inside("reserve map", reserve, total, 8) || !Inside("structure", structure, structureEnd, 4) || !Inside("strings", strings, stringsEnd, 1))
        {
            return null;
        }
        if (reserve > structure || structureEnd > strings)
        {
            Report(DiagnosticIds.BlobBlock, $"the blocks overlap or are out of order: reserve map at 0x{reserve:x}, structure 0x{structure:x} to 0x{structureEnd:x}, strings at 0x{strings:x}");
            return null;
        }
        return new FlatLayout(blob)
        {
            Version = version,
            BootCpu = version >= 2 ? Word(blob, 28) : 0,
            TotalBytes = (int)total,
            StructureStart = (int)structure,
            StructureEnd = (int)structureEnd,
            StringsStart = (int)strings,
            StringsEnd = (int)stringsEnd,
            ReserveMapStart = (int)reserve,
        };
    }

    /// <summary>The entries of the reserve map; null, with a finding, if the map does not end inside the blob.</summary>
    public List<MemoryReservation>? ReadReservations(string fileName, DiagnosticBag diagnostics)
    {
        var found = new List<MemoryReservation>();
        for (int at = ReserveMapStart; at + 16 <= StructureStart; at += 16)
        {
            ulong address = BinaryPrimitives.ReadUInt64BigEndian(Blob.AsSpan(at));
            ulong size = BinaryPrimitives.ReadUInt64BigEndian(Blob.AsSpan(at + 8));
            if (size == 0)
            {
                return found;
            }
            found.Add(new MemoryReservation(address, size));
        }
        diagnostics.Add(new Diagnostic(DiagnosticIds.BlobReserveMap, DiagnosticSeverity.Error,
            $"the reserve map at 0x{ReserveMapStart:x} has no entry of size 0 that ends it before the structure block")
        { FileName = fileName });
        return null;
    }

    internal static uint Word(byte[] blob, int at) => BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(at, 4));
}
