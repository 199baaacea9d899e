using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Ipa;

/// <summary>Binds the IPA driver to nodes of the device tree; each device's driver is its DriverData, and the last one that was bound is at <see cref="Bound"/>.</summary>
public sealed class IpaPlatformDriver : Driver
{
    private readonly SocServices _services;
    private readonly BootObserver _observer;
    private readonly RingProfile _profile;
    private IpaDriver _driver;

    /// <summary>Creates the binding; the observer, which may be null, watches the boot stages.</summary>
    public IpaPlatformDriver(SocServices services, BootObserver observer)
        : this(services, observer, RingProfile.Upstream)
    {
    }

    /// <summary>Creates the binding for rings and buffers of a profile.</summary>
    public IpaPlatformDriver(SocServices services, BootObserver observer, RingProfile profile)
    {
        _profile = profile;
        _services = services;
        _observer = observer;
    }

    /// <summary>The driver that was bound last, or null when it was removed.</summary>
    public IpaDriver Bound
    {
        get { return _driver; }
    }

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return IpaVersions.Compatibles(); }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        IpaDriver driver = new IpaDriver(new IpaResources(device, _services), _profile);
        driver.SetObserver(_observer);
        driver.Probe();
        device.DriverData = driver;
        _driver = driver;
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        IpaDriver driver = (IpaDriver)device.DriverData;
        driver.Remove();
        if (_driver == driver) { _driver = null; }
    }
}
