using System;

namespace IpaEmbedded.Qualcomm.Iommu;

/// <summary>A mapping is not possible; the message names addresses and reason.</summary>
public sealed class IommuException : Exception
{
    /// <summary>Creates the exception.</summary>
    public IommuException(string message)
        : base(message)
    {
    }
}
