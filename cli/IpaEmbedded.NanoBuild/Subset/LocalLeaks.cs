using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IpaEmbedded.NanoBuild;

/// <summary>Decodes the locals of a method one by one, so that a leak has the local that it is of.</summary>
internal sealed class LocalLeaks
{
    private readonly SignatureNames _names;
    private readonly SignatureDecoder<string, object?> _decoder;
    private BlobReader _blob;

    /// <param name="blob">Signature of the locals.</param>
    /// <param name="reader">Metadata of the image.</param>
    /// <param name="names">Spells types and notes leaks.</param>
    public LocalLeaks(BlobReader blob, MetadataReader reader, SignatureNames names)
    {
        _names = names;
        _decoder = new SignatureDecoder<string, object?>(names, reader, null);
        _blob = blob;
        _ = _blob.ReadSignatureHeader();
        _ = _blob.ReadCompressedInteger();
    }

    /// <summary>Leaks of the next local, none for most.</summary>
    public IReadOnlyList<string> OfNext()
    {
        _names.Leaks.Clear();
        _ = _decoder.DecodeType(ref _blob);
        return [.. _names.Leaks];
    }
}
