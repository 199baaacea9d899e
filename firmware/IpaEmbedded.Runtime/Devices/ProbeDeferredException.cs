using System;

namespace IpaEmbedded.Runtime.Devices;

/// <summary>A device must wait for a supplier that has not probed yet; the platform probes it again later. A driver lets it pass.</summary>
public sealed class ProbeDeferredException : Exception
{
    private readonly string _supplierPath;

    /// <summary>Creates the exception; the message reads "property: waits for supplier".</summary>
    public ProbeDeferredException(string property, string supplierPath)
        : base(property + ": waits for " + supplierPath)
    {
        _supplierPath = supplierPath;
    }

    /// <summary>Full path of the supplier's node.</summary>
    public string SupplierPath
    {
        get { return _supplierPath; }
    }
}
