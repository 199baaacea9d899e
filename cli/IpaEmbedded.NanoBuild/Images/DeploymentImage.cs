namespace IpaEmbedded.NanoBuild;

/// <summary>
/// What is written to a board's deployment region: the .pe files one after the other, each at a multiple of four bytes, the first at the region's begin
/// (nanoFramework's documentation of the file format). The firmware finds them by their markers and lengths.
/// </summary>
public static class DeploymentImage
{
    private const int Alignment = 4;

    /// <summary>Puts the files together, in their order.</summary>
    public static byte[] Of(IEnumerable<PeFile> files)
    {
        using var image = new MemoryStream();
        foreach (PeFile file in files)
        {
            image.Write(file.Bytes);
            while (image.Length % Alignment != 0)
            {
                image.WriteByte(0);
            }
        }
        return image.ToArray();
    }
}
