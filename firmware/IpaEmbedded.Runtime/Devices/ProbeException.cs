using System;

namespace IpaEmbedded.Runtime.Devices;

/// <summary>A device cannot work with what its node says: names the node, the property and what was expected.</summary>
public sealed class ProbeException : Exception
{
    private readonly string _nodePath;
    private readonly string _property;
    private readonly string _expected;

    /// <summary>Creates the exception; the message reads "node: property: expected ...".</summary>
    public ProbeException(string nodePath, string property, string expected)
        : base(nodePath + ": " + property + ": expected " + expected)
    {
        _nodePath = nodePath;
        _property = property;
        _expected = expected;
    }

    /// <summary>Full path of the node.</summary>
    public string NodePath
    {
        get { return _nodePath; }
    }

    /// <summary>Name of the property.</summary>
    public string Property
    {
        get { return _property; }
    }

    /// <summary>What was expected there.</summary>
    public string Expected
    {
        get { return _expected; }
    }
}
