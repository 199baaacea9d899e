using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Hardware;

/// <summary>Compares the endpoints of the version's data with those that the chip says it has.</summary>
public static class EndpointAvailability
{
    /// <summary>Reads FLAVOR_0 and checks every endpoint.</summary>
    /// <exception cref="IpaException">The chip lacks an endpoint.</exception>
    public static void Check(IpaData data, RegisterBlock registers)
    {
        if (!data.ReportsEndpoints) { return; }
        IpaRegisters table = data.Registers;
        uint value = BusCheck.Read(registers, table.Flavor0);
        uint firstRx = table.ProdLowest.Decode(value);
        uint endRx = firstRx + table.MaxProdPipes.Decode(value);
        uint endTx = table.MaxConsPipes.Decode(value);
        if (endRx > (uint)table.EndpStatus.Count) { throw new IpaException(IpaError.Unsupported, "FLAVOR_0 says that RX endpoints go up to " + endRx.ToString()); }
        for (int i = 0; i < data.Endpoints.Length; i++)
        {
            EndpointData endpoint = data.Endpoints[i];
            bool there = endpoint.ToIpa ? endpoint.Id < endTx : endpoint.Id >= firstRx && endpoint.Id < endRx;
            if (!there)
            {
                throw new IpaException(IpaError.Unsupported, "endpoint " + endpoint.Id.ToString() + " (" + EndpointName.Of(endpoint.Name)
                    + ") is not among those of FLAVOR_0: TX below " + endTx.ToString() + ", RX " + firstRx.ToString() + " to " + (endRx - 1).ToString());
            }
        }
    }
}
