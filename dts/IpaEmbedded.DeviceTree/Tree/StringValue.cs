namespace IpaEmbedded.DeviceTree;

/// <summary>Strings as they stand in a property: a byte per character, and a zero byte at the end.</summary>
internal static class StringValue
{
    /// <summary>The bytes of a text whose characters are bytes already, as all names and paths of a tree are.</summary>
    public static byte[] Of(string text)
    {
        var bytes = new byte[text.Length + 1];
        for (int i = 0; i < text.Length; i++)
        {
            bytes[i] = (byte)text[i];
        }
        return bytes;
    }
}
