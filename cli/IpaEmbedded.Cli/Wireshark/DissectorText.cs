using System.Globalization;
using System.Text;
using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Qualcomm.Qmi.Layout;

namespace IpaEmbedded.Cli.Wireshark;

/// <summary>The dissector for Wireshark: its code, with the table of messages that everything here reads.</summary>
public static class DissectorText
{
    private const string Place = "--@tables@--";

    /// <summary>The whole Lua file.</summary>
    public static string Text => PageFiles.Read("ipa.lua").Replace(Place, Tables(), StringComparison.Ordinal);

    private static string Tables()
    {
        var lua = new StringBuilder();
        lua.Append(CultureInfo.InvariantCulture, $"local kinds = {{ [{QmiLayout.Request}] = \"request\", [{QmiLayout.Response}] = \"response\", [{QmiLayout.Indication}] = \"indication\" }}\n");
        lua.Append("local messages = {\n");
        foreach ((ushort id, string name) in ModemMessageTable.Messages)
        {
            lua.Append(CultureInfo.InvariantCulture, $"  [0x{id:x2}] = \"{name}\",\n");
        }
        lua.Append("}\nlocal elements = {\n");
        foreach (ModemElement element in ModemMessageTable.Elements)
        {
            string numbers = string.Join(", ", element.Numbers.Select(number => $"{{ name = \"{number.Name}\", bytes = {number.Bytes} }}"));
            lua.Append(CultureInfo.InvariantCulture, $"  {{ message = 0x{element.Message:x2}, kind = {element.Kind}, tag = 0x{element.Tag:x2}, name = \"{element.Name}\", numbers = {{ {numbers} }} }},\n");
        }
        return lua.Append('}').ToString();
    }
}
