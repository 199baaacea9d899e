using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace IpaEmbedded.NanoBuild;

/// <summary>Places of statements, from the portable symbols of an assembly.</summary>
internal sealed class MethodLines : IDisposable
{
    private readonly MetadataReaderProvider? _provider;
    private readonly MetadataReader? _reader;

    /// <param name="symbols">The .pdb file; null if there is none, and then no place is known.</param>
    public MethodLines(byte[]? symbols)
    {
        _provider = symbols is null ? null : MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(symbols));
        _reader = _provider?.GetMetadataReader();
    }

    /// <summary>The statement that an instruction belongs to; for offset 0 the method's first.</summary>
    public SourcePlace? Find(MethodDefinitionHandle method, int offset)
    {
        SourcePlace? place = null;
        if (_reader is not null)
        {
            foreach (SequencePoint point in _reader.GetMethodDebugInformation(method).GetSequencePoints())
            {
                if (point.Offset > offset && place is not null)
                {
                    break;
                }
                if (!point.IsHidden)
                {
                    place = new SourcePlace(_reader.GetString(_reader.GetDocument(point.Document).Name), point.StartLine, point.StartColumn);
                }
            }
        }
        return place;
    }

    public void Dispose() => _provider?.Dispose();
}
