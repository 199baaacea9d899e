using System.Text.Json;

namespace IpaEmbedded.NanoBuild;

/// <summary>What a build folder holds, as its file <c>firmware.json</c> says it: who runs or flashes the build reads the order of the files there.</summary>
/// <param name="Variant">What was built.</param>
/// <param name="Configuration">Debug or Release.</param>
/// <param name="Application">Name of the application's assembly; the image is that name with <c>.bin</c>, the tree with <c>.dtb</c>.</param>
/// <param name="Files">Names of the files in <c>pe/</c> in the order in which they are loaded, mscorlib first.</param>
public sealed record ImageManifest(FirmwareVariant Variant, BuildConfiguration Configuration, string Application, IReadOnlyList<string> Files)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "firmware.json";

    /// <summary>The manifest of a build.</summary>
    public static ImageManifest Of(BuildOrder order, FirmwareBuild build) =>
        new(order.Variant, order.Configuration, order.ApplicationName, [.. build.Files.Select(file => file.Name + ".pe")]);

    /// <summary>Reads the manifest of a folder; null if there is none, or it is damaged.</summary>
    public static ImageManifest? Read(string folder)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(WorkFolder.Read(Path.Combine(folder, FileName)));
            JsonElement root = document.RootElement;
            return new ImageManifest(
                Enum.Parse<FirmwareVariant>(root.GetProperty("variant").GetString()!), Enum.Parse<BuildConfiguration>(root.GetProperty("configuration").GetString()!),
                root.GetProperty("application").GetString()!, [.. root.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)]);
        }
        catch (Exception e) when (e is NanoBuildException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The file's bytes.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("variant", Variant.ToString());
            json.WriteString("configuration", Configuration.ToString());
            json.WriteString("application", Application);
            json.WriteStartArray("files");
            foreach (string file in Files)
            {
                json.WriteStringValue(file);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
