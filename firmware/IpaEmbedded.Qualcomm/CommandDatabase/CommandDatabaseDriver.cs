using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.CommandDatabase;

/// <summary>Opens the command database in its reserved memory.</summary>
public sealed class CommandDatabaseDriver : Driver
{
    private readonly SocServices _services;

    /// <summary>Creates the driver.</summary>
    public CommandDatabaseDriver(SocServices services)
    {
        _services = services;
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,cmd-db" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        CommandDatabaseTable database = new CommandDatabaseTable(device.MapMemory(0));
        database.Validate();
        _services.SetCommandDatabase(database);
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        _services.SetCommandDatabase(null);
    }
}
