namespace IpaEmbedded.DeviceTree;

/// <summary>Files of the disk.</summary>
public sealed class DiskFileProvider : FileProvider
{
    public override byte[]? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
