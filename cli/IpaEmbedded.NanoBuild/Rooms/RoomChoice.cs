using System.Text;

namespace IpaEmbedded.NanoBuild;

/// <summary>Which rooms an application is made of: those whose types it names, and the rooms that these refer to. What it does not need is neither compiled nor flashed.</summary>
public static class RoomChoice
{
    /// <summary>The rooms that sources need, in the order of compilation.</summary>
    /// <param name="rooms">Rooms to choose from, in that order.</param>
    /// <param name="firmware">Folder of their sources.</param>
    /// <param name="sources">Full paths of the application's sources.</param>
    public static IReadOnlyList<Room> Needed(IReadOnlyList<Room> rooms, string firmware, IEnumerable<string> sources)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var texts = new StringBuilder();
        foreach (string source in sources)
        {
            string text = Encoding.UTF8.GetString(WorkFolder.Read(source));
            words.UnionWith(CSharpTokens.Of(text).Where(token => token.IsWord).Select(token => token.Text));
            texts.Append(text).Append('\n');
        }
        string all = texts.ToString();
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (Room room in rooms.Where(room => IsNamed(room, firmware, words, all)))
        {
            needed.Add(room.Name);
            needed.UnionWith(room.References);
        }
        return [.. rooms.Where(room => needed.Contains(room.Name))];
    }

    // A type counts if its namespace is in the text too; names such as Device are everywhere.
    private static bool IsNamed(Room room, string firmware, HashSet<string> words, string text)
    {
        var declarations = new SourceDeclarations(room.Files(firmware).Select(file => (file, Encoding.UTF8.GetString(WorkFolder.Read(Path.Combine(firmware, file))))));
        foreach (string type in declarations.Types)
        {
            int dot = type.LastIndexOf('.');
            if (dot > 0 && words.Contains(type[(dot + 1)..]) && text.Contains(type[..dot], StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }
}
