namespace IpaEmbedded.DeviceTree;

/// <summary>Finds the written items of a property again by reading its statement once more; only diagnostics need them.</summary>
internal static class ValueElements
{
    public static PropertyElement[] Read(Property property)
    {
        if (property.Map is null || property.SourceValueStart <= 0)
        {
            return [];
        }
        var context = new CompileContext(new CompileOptions { Files = new MemoryFileProvider() }, new NameTable(16), null);
        var lexer = new Lexer(context, property.Map, "") { At = property.SourceValueStart };
        var paths = property.Markers.Where(marker => marker.Kind == MarkerKind.PathReference).ToArray();
        var reader = new ValueReader(lexer, context, new ValueArena(256))
        {
            Elements = [],
            PathLength = index => index < paths.Length && paths[index].Target is { } node ? node.Path.Length + 1 : 0,
        };
        reader.TryRead();
        return reader.Elements.ToArray();
    }
}
