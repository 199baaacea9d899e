using System.Net.Sockets;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>A server that goes instead of answering.</summary>
[TestClass]
public sealed class ClosedConnectionTests
{
    [TestMethod]
    public void A_server_that_closes_the_connection_is_named()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ipa-qtest-");
        string path = Path.Combine(folder.FullName, "s");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Task server = Task.Run(() =>
        {
            using Socket peer = listener.Accept();
            peer.Receive(new byte[64]);
        });
        using (var connection = new QtestConnection(path))
        {
            Assert.AreEqual("the server has closed the connection", Assert.ThrowsExactly<IOException>(() => connection.Execute("clock_step 1")).Message);
        }

        server.Wait();
        folder.Delete(recursive: true);
    }
}
