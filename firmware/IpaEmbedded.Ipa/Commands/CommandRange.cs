namespace IpaEmbedded.Ipa.Commands;

/// <summary>Refuses values that the fields of an immediate command cannot hold: cut off, they would name another place.</summary>
internal static class CommandRange
{
    /// <summary>Largest offset in IPA-local memory that a command can name, in bytes.</summary>
    internal const uint LargestOffset = 0xffff;

    /// <summary>Bytes at most of a table or of the headers.</summary>
    internal const uint LargestTable = 0xfff;

    /// <exception cref="IpaException">The value is larger than the field's largest.</exception>
    internal static void Check(string command, string field, ulong value, ulong largest)
    {
        if (value > largest)
        {
            throw new IpaException(IpaError.BadData, command + ": " + field + " 0x" + value.ToString("x") + " does not fit, 0x" + largest.ToString("x") + " is the largest");
        }
    }

    /// <summary>Checks a range of IPA-local memory: its offset fits, its size is no larger than the field's largest, and it ends inside of what a command can name.</summary>
    /// <exception cref="IpaException">It does not.</exception>
    internal static void CheckMemory(string command, uint offset, uint size, uint largestSize)
    {
        Check(command, "offset", offset, LargestOffset);
        Check(command, "size", size, largestSize);
        Check(command, "end", (ulong)offset + size, LargestOffset + 1);
    }
}
