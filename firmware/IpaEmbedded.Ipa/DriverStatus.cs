using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.Ipa;

/// <summary>Facts about a bound driver under the names that Linux shows them by below the device: "version", "feature/rx_offload" and so on.</summary>
public sealed class DriverStatus
{
    private readonly string[] _names = new string[]
    {
        "version", "feature/rx_offload", "feature/tx_offload", "endpoint_id/modem_rx", "endpoint_id/modem_tx", "modem/rx_endpoint_id", "modem/tx_endpoint_id",
    };

    private readonly string[] _values;

    /// <summary>Collects the facts of a version.</summary>
    public DriverStatus(IpaData data)
    {
        string receive = data.Endpoint(EndpointName.ApModemRx).Id.ToString();
        string transmit = data.Endpoint(EndpointName.ApModemTx).Id.ToString();
        _values = new string[]
        {
            data.VersionName, Offload(data, EndpointName.ApModemRx), Offload(data, EndpointName.ApModemTx), receive, transmit, receive, transmit,
        };
    }

    /// <summary>Number of facts.</summary>
    public int Count
    {
        get { return _names.Length; }
    }

    /// <summary>Name of a fact.</summary>
    public string Name(int index)
    {
        return _names[index];
    }

    /// <summary>Value of a fact.</summary>
    public string Value(int index)
    {
        return _values[index];
    }

    private static string Offload(IpaData data, int endpoint)
    {
        if (!data.Endpoint(endpoint).Checksum) { return "none"; }
        return data.InlineChecksum ? "MAPv5" : "MAPv4";
    }
}
