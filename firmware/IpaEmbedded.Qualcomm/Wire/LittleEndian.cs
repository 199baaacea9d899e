namespace IpaEmbedded.Qualcomm.Wire;

/// <summary>Little-endian numbers in byte arrays; the caller has checked that they fit.</summary>
internal static class LittleEndian
{
    internal static ushort Read16(byte[] data, int offset)
    {
        return (ushort)(data[offset] | (data[offset + 1] << 8));
    }

    internal static uint Read32(byte[] data, int offset)
    {
        return data[offset] | ((uint)data[offset + 1] << 8) | ((uint)data[offset + 2] << 16) | ((uint)data[offset + 3] << 24);
    }

    internal static void Write16(byte[] data, int offset, ushort value)
    {
        data[offset] = (byte)value;
        data[offset + 1] = (byte)(value >> 8);
    }

    internal static void Write32(byte[] data, int offset, uint value)
    {
        data[offset] = (byte)value;
        data[offset + 1] = (byte)(value >> 8);
        data[offset + 2] = (byte)(value >> 16);
        data[offset + 3] = (byte)(value >> 24);
    }
}
