using IpaEmbedded.Qualcomm.Aoss;
using IpaEmbedded.Qualcomm.Clocks;
using IpaEmbedded.Qualcomm.CommandDatabase;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Interconnect;
using IpaEmbedded.Qualcomm.Interrupts;
using IpaEmbedded.Qualcomm.Iommu;
using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Soc;

/// <summary>Adds the drivers of all SoC services to a driver table.</summary>
public static class QualcommDrivers
{
    /// <summary>Adds the drivers and returns the services that they fill; both belong to one platform.</summary>
    public static SocServices Register(DriverTable drivers, SocPlatform io)
    {
        SocServices services = new SocServices(io);
        drivers.Add(new GicDriver(services));
        drivers.Add(new MailboxDriver(services));
        drivers.Add(new HardwareSpinlockDriver());
        drivers.Add(new CommandDatabaseDriver(services));
        drivers.Add(new SmemDriver(services));
        drivers.Add(new Smp2pDriver(services));
        drivers.Add(new RpmhDriver(services));
        drivers.Add(new RpmhClockDriver(services));
        drivers.Add(new BcmVoterDriver());
        drivers.Add(new NocDriver(services));
        drivers.Add(new AossDriver());
        drivers.Add(new IommuDriver());
        drivers.Add(new SecureMonitorDriver(services));
        drivers.Add(new ModemDriver(services));
        return services;
    }
}
