namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>A word of state bits that one processor shows another, as its consumer sees it; the consumer owns some of its bits.</summary>
public abstract class SmemState
{
    /// <summary>Number of the bit that the device tree gives this consumer.</summary>
    public abstract int Bit { get; }

    /// <summary>Changes the masked bits of the word and tells the other processor.</summary>
    public abstract void Update(uint mask, uint value);

    /// <summary>Gives the state back.</summary>
    public abstract void Release();
}
