using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Aoss;

/// <summary>Gives the channel to the always-on subsystem to those whose "qcom,qmp" names it.</summary>
public sealed class AossProvider : Provider
{
    /// <summary>What it is called in errors.</summary>
    public const string ProviderKind = "message channel of the always-on subsystem";

    private readonly AossMessages _messages;

    /// <summary>Creates the provider of a channel.</summary>
    public AossProvider(AossMessages messages)
    {
        _messages = messages;
    }

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>The channel.</summary>
    public AossMessages Messages
    {
        get { return _messages; }
    }
}
