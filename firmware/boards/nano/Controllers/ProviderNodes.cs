using System.Collections;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The nodes under which a controller provides something: its own, or those of its enabled children that say so.</summary>
    internal static class ProviderNodes
    {
        /// <summary>Nodes with a property such as "gpio-controller".</summary>
        internal static TreeNode[] Of(Device device, string property)
        {
            ArrayList found = new ArrayList();
            if (device.HasProperty(property)) { found.Add(device.Node); }
            TreeNode[] children = device.Node.Children();
            for (int i = 0; i < children.Length; i++)
            {
                if (children[i].HasProperty(property) && children[i].Tree.IsEnabled(children[i].Index)) { found.Add(children[i]); }
            }
            TreeNode[] nodes = new TreeNode[found.Count];
            for (int i = 0; i < nodes.Length; i++) { nodes[i] = (TreeNode)found[i]; }
            return nodes;
        }
    }
}
