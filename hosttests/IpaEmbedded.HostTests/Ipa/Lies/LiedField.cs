namespace IpaEmbedded.HostTests.Ipa.Lies;

/// <summary>A field of something that the chip or the modem writes, as its reference says.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="At">First byte.</param>
/// <param name="Bytes">Bytes.</param>
/// <param name="Matters">Whether somebody decides by it; nothing else may change anything.</param>
internal readonly record struct LiedField(string Name, int At, int Bytes, bool Matters)
{
    /// <summary>Fields lie one behind the other and fill so many bytes: none was forgotten.</summary>
    public static void AssertWhole(IReadOnlyList<LiedField> fields, int bytes)
    {
        int at = 0;
        foreach (LiedField field in fields)
        {
            Assert.AreEqual(at, field.At, field.Name);
            at += field.Bytes;
        }
        Assert.AreEqual(bytes, at);
    }
}
