namespace IpaEmbedded.Examples;

/// <summary>Integers in small units as decimal text: the target has no format strings for it.</summary>
public static class FixedPoint
{
    /// <summary>A value of <paramref name="unit"/> steps to one, rounded to some decimal places: (23456, 1000, 1) is "23.5".</summary>
    public static string Text(long value, long unit, int places)
    {
        long scale = 1;
        for (int i = 0; i < places; i++) { scale *= 10; }
        long size = value < 0 ? -value : value;
        long rounded = (size * scale + unit / 2) / unit;
        string text = (rounded / scale).ToString();
        if (places > 0)
        {
            string fraction = (rounded % scale).ToString();
            while (fraction.Length < places) { fraction = "0" + fraction; }
            text += "." + fraction;
        }
        return value < 0 && rounded > 0 ? "-" + text : text;
    }
}
