using System.Globalization;

namespace IpaEmbedded.Boards.Linux.Sysfs;

/// <summary>A folder of a kernel device: its attributes are small files, its relations links. What is missing or unreadable is null or false; nothing is thrown.</summary>
public sealed class SysfsFolder
{
    /// <summary>A folder by its path, which need not exist.</summary>
    public SysfsFolder(string path) => FolderPath = path;

    /// <summary>Its path.</summary>
    public string FolderPath { get; }

    /// <summary>The last part of its path.</summary>
    public string Name => Path.GetFileName(FolderPath);

    /// <summary>Whether it is there.</summary>
    public bool Exists => Directory.Exists(FolderPath);

    /// <summary>A folder, or what a link leads to, below it.</summary>
    public SysfsFolder Below(string name) => new(Path.Combine(FolderPath, name));

    /// <summary>Whether an attribute is there.</summary>
    public bool Has(string attribute) => File.Exists(Path.Combine(FolderPath, attribute));

    /// <summary>Folders and links in it whose names begin with a word, in the order of their names; empty when it is not there.</summary>
    public IReadOnlyList<SysfsFolder> Entries(string prefix) => Names(prefix).Select(Below).ToList();

    /// <summary>Names in it that begin with a word, sorted; empty when it is not there.</summary>
    public IReadOnlyList<string> Names(string prefix)
    {
        try
        {
            return Exists
                ? Directory.EnumerateFileSystemEntries(FolderPath).Select(path => Path.GetFileName(path)!).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList()
                : [];
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Text of an attribute without the end of its line.</summary>
    public string? Text(string attribute)
    {
        try
        {
            return File.ReadAllText(Path.Combine(FolderPath, attribute)).TrimEnd('\n');
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Number in an attribute, with or without a fraction.</summary>
    public decimal? Number(string attribute) =>
        decimal.TryParse(Text(attribute), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Writes an attribute; false when the kernel refuses.</summary>
    public bool TryWrite(string attribute, string value)
    {
        try
        {
            // The kernel takes an attribute in one write.
            using var file = new FileStream(Path.Combine(FolderPath, attribute), FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(value));
            return true;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Last part of a link's target: "lm75" for driver -> ../../../bus/i2c/drivers/lm75.</summary>
    public string? LinkName(string link) => LinkTarget(link) is { } target ? Path.GetFileName(target) : null;

    /// <summary>What a link says, as it is written; not made absolute, since the folder may itself be reached by a link.</summary>
    public string? LinkTarget(string link)
    {
        try
        {
            return new FileInfo(Path.Combine(FolderPath, link)).LinkTarget;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
