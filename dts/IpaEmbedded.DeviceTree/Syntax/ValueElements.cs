namespace IpaEmbedded.DeviceTree;

/// <summary>Finds the written items of a property again by reading its statement once more; only diagnostics and printers need them.</summary>
internal static class ValueElements
{
    /// <summary>The items of a value; of one with several files, whose lengths nobody noted, those before the first.</summary>
    public static PropertyElement[] Read(Property property)
    {
        if (Reread(property) is not { Elements: { } elements, Groups: { } groups } reader)
        {
            return [];
        }
        ValueGroup[] files = [.. groups.Where(group => group.Kind == ElementKind.File)];
        return files.Length switch
        {
            0 => [.. elements],
            1 => [.. elements.Select(element => element.Offset < files[0].Offset ? element : element with { Offset = element.Offset + property.Length - reader.ReadBytes })],
            _ => [.. elements.Where(element => element.Offset < files[0].Offset)],
        };
    }

    /// <summary>The groups of a value; none if it came from a blob, or holds several files, whose lengths nobody noted.</summary>
    public static ValueGroup[] ReadGroups(Property property)
    {
        if (Reread(property) is not { Groups: { Count: > 0 } groups } reader)
        {
            return [];
        }
        int missing = property.Length - reader.ReadBytes;
        int file = groups.FindIndex(group => group.Kind == ElementKind.File);
        if (missing != 0 && (file < 0 || file != groups.FindLastIndex(group => group.Kind == ElementKind.File)))
        {
            return [];
        }
        return [.. groups.Select((group, i) => i > file ? group with { Offset = group.Offset + missing } : group)];
    }

    private static ValueReader? Reread(Property property)
    {
        if (property.Map is null || property.SourceValueStart == 0)
        {
            return null;
        }
        var context = new CompileContext(new CompileOptions { Files = new MemoryFileProvider() }, new NameTable(16), null);
        var lexer = new Lexer(context, property.Map, "") { At = property.SourceValueStart };
        var paths = property.Markers.Where(marker => marker.Kind == MarkerKind.PathReference).ToArray();
        var reader = new ValueReader(lexer, context, new ValueArena(property.Length))
        {
            Elements = [],
            Groups = [],
            PathLength = index => paths[index].Target is { } node ? node.Path.Length + 1 : 0,
        };
        reader.TryRead();
        return reader;
    }
}
