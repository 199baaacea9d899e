using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>A server with one SDM845 that acts at once, on a thread of its own, and a client that is connected to it.</summary>
internal sealed class QtestBench : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ipa-qtest-");
    private readonly QtestServer _server;
    private readonly Thread _thread;

    public QtestBench(bool hints = true, bool modemLoadsFirmware = true, string compatible = "qcom,sdm845-ipa", ChipTiming? timing = null)
    {
        SocMap map = compatible == "qcom,sc7180-ipa" ? SocMap.Sc7180() : SocMap.Sdm845();
        _server = new QtestServer(SocketPath, () => new QtestSession(Machine = new QtestMachine(compatible, map, timing ?? ChipTiming.Immediate(), modemLoadsFirmware), hints));
        _thread = new Thread(() => _server.Run());
        _thread.Start();
        Client = new QtestConnection(SocketPath);
    }

    public string SocketPath => Path.Combine(_folder.FullName, "socket");

    /// <summary>The machine of the last client; look at it only between two commands.</summary>
    public QtestMachine? Machine { get; private set; }

    public QtestConnection Client { get; }

    public void Dispose()
    {
        Client.Dispose();
        _server.Dispose();
        _thread.Join();
        _folder.Delete(true);
    }
}
