using System.Buffers.Binary;
using System.Security.Cryptography;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// A set of bindings as bytes: a table of texts, what the set knows of all files (compatibles, types, findings), and for each
/// file the values that trees are validated by, with their places. The values of a file are only read when a tree needs them.
/// </summary>
internal static class RuleProgram
{
    private const int SumLength = 32, HeadLength = 8 + SumLength, BodyLength = SumLength + 8;

    private static ReadOnlySpan<byte> Magic => "iparules"u8;

    /// <summary>The program of a set; null if it says something that lies in none of the texts.</summary>
    /// <param name="key">Tells what the program was made from.</param>
    public static byte[]? Write(BindingSet set, IReadOnlyList<BindingText> texts, byte[] key)
    {
        var indexes = new Dictionary<SourceFile, int>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < texts.Count; i++)
        {
            indexes.TryAdd(texts[i].File, i);
        }
        var all = new ProgramOutput();
        var values = new ProgramOutput(all);
        all.Count(set.Files.Count);
        foreach (BindingFile file in set.Files)
        {
            int start = values.Length;
            values.RestartPlaces();
            values.Value(file.Root);
            all.Count(indexes[file.Source]);
            all.Text(file.Id);
            all.Count(values.Length - start);
            all.Count((int)file.Selection);
            all.Count(file.Compatibles.Count);
            foreach (string compatible in file.Compatibles)
            {
                all.Text(compatible);
            }
        }
        all.Count(set.Patterns.Broken.Count);
        foreach (string pattern in set.Patterns.Broken)
        {
            all.Text(pattern);
        }
        if (!set.Types.TryWrite(all, indexes) || !ProgramFindings.TryWrite(set.Diagnostics, all, indexes))
        {
            return null;
        }
        byte[] table = all.TextTable();
        var program = new byte[HeadLength + BodyLength + table.Length + all.Length + values.Length];
        Magic.CopyTo(program);
        key.CopyTo(program, HeadLength);
        BinaryPrimitives.WriteInt32LittleEndian(program.AsSpan(HeadLength + SumLength), table.Length);
        BinaryPrimitives.WriteInt32LittleEndian(program.AsSpan(HeadLength + SumLength + 4), all.Length);
        table.CopyTo(program, HeadLength + BodyLength);
        all.Bytes.CopyTo(program.AsSpan(HeadLength + BodyLength + table.Length));
        values.Bytes.CopyTo(program.AsSpan(HeadLength + BodyLength + table.Length + all.Length));
        SHA256.HashData(program.AsSpan(HeadLength), program.AsSpan(8));
        return program;
    }

    /// <summary>Fills a set that is empty; null if the bytes are no program, are damaged, or were made from other texts.</summary>
    public static BindingSet? Read(byte[] program, IReadOnlyList<BindingText> texts, byte[] key)
    {
        if (program.Length < HeadLength + BodyLength || !program.AsSpan().StartsWith(Magic) || !program.AsSpan(HeadLength, SumLength).SequenceEqual(key)
            || !SHA256.HashData(program.AsSpan(HeadLength)).AsSpan().SequenceEqual(program.AsSpan(8, SumLength)))
        {
            return null;
        }
        try
        {
            return Read(program, texts);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static BindingSet Read(byte[] program, IReadOnlyList<BindingText> texts)
    {
        int tableLength = BinaryPrimitives.ReadInt32LittleEndian(program.AsSpan(HeadLength + SumLength));
        int allLength = BinaryPrimitives.ReadInt32LittleEndian(program.AsSpan(HeadLength + SumLength + 4));
        int tableAt = HeadLength + BodyLength;
        if (tableLength < 0 || allLength < 0 || (long)tableLength + allLength > program.Length - tableAt)
        {
            throw new InvalidDataException();
        }
        var table = new ProgramTexts(program, tableAt, tableLength);
        int valuesAt = tableAt + tableLength + allLength;
        var all = new ProgramInput(program, table, tableAt + tableLength, valuesAt);
        var set = new BindingSet();
        for (int left = all.Count(); left > 0; left--)
        {
            BindingText text = texts[all.Index(texts.Count)];
            string id = all.Text();
            int length = all.Below(program.Length - valuesAt);
            int start = valuesAt;
            int end = valuesAt += length;
            var selection = (BindingSelection)all.Below((int)BindingSelection.EveryNode);
            var compatibles = new string[all.Count()];
            for (int i = 0; i < compatibles.Length; i++)
            {
                compatibles[i] = all.Text();
            }
            if (!set.TryAdd(new BindingFile(text, id, set.Files.Count, () => new ProgramInput(program, table, start, end).Value(text.File), selection, compatibles)))
            {
                throw new InvalidDataException();
            }
        }
        for (int left = all.Count(); left > 0; left--)
        {
            _ = set.Patterns.Of(all.Text());
        }
        set.Patterns.IsChecked = true;
        set.Types.Read(all, texts);
        ProgramFindings.Read(set.Diagnostics, all, texts);
        return set;
    }
}
